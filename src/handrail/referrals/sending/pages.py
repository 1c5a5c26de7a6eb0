"""Pages of the sender's desk: what was just done is said above the next page, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from handrail.accounts.sign_ins.live_parts import marked
from handrail.referrals.sending import words
from handrail.referrals.sending.draft_form import FIELD_OF
from handrail.web.rendering import page, written_page
from handrail.web.saying import said

REFUSED = 422


def sender_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    refused: str = "",
    status: int = 200,
    language: str = "",
) -> HttpResponse:
    """`language`: of the person, for what they read themselves on the sender's screen."""
    around = {"notices": said(request), "said": words, "refused": refused, "wrong": FIELD_OF.get(refused, "")}
    status = REFUSED if refused else status
    return page(request, f"referrals/{template}.jinja", context | around, status=status, language=language)


def sender_part(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """What an open page asks for by itself. It uses up no word that the next page is to say."""
    around = {"notices": [], "said": words, "refused": "", "wrong": "", "is_part": True}
    return marked(page(request, f"referrals/{template}.jinja", context | around), context["live_mark"])


def sheet(template: str, context: dict[str, Any], *, language: str) -> Markup:
    """One sheet for the person, in their own language, within a page that stays in that of whoever prints it."""
    return Markup(written_page(f"referrals/{template}.jinja", context, language=language))  # noqa: S704 - escaped there


def sent(request: HttpRequest, name: str, most: int = 200) -> str:
    return request.POST.get(name, "").strip()[:most]
