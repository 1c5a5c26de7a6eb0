"""What was just done, said once above the page that comes next."""

from django.contrib import messages
from django.http import HttpRequest

from handrail.web.language import language_of
from handrail.web.translation import translate


def say(request: HttpRequest, text: str, **params: object) -> None:
    """In the language of the page on which it was done."""
    messages.success(request, translate(text, language_of(request.path_info), **params))


def said(request: HttpRequest) -> list[str]:
    """Reading it uses it up."""
    return [str(notice) for notice in messages.get_messages(request)]
