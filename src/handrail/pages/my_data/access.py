"""Pages of a person's own data: only for who has shown a moment ago that it is still them (S14)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.translation import translate


def own_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """With what was just done said above it, once."""
    notices = [str(notice) for notice in messages.get_messages(request)]
    return page(request, f"pages/my_data/{template}.jinja", {**context, "notices": notices}, status=status)


def say(request: HttpRequest, text: str) -> None:
    messages.success(request, translate(text, language_of(request.path_info)))
