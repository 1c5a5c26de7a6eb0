"""Pages of the sender's desk: what was just done is said above the next page, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.referrals.sending import words
from handrail.web.rendering import page
from handrail.web.saying import said

REFUSED = 422


def sender_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, refused: str = "", status: int = 200
) -> HttpResponse:
    around = {"notices": said(request), "said": words, "refused": refused}
    return page(request, f"referrals/{template}.jinja", context | around, status=REFUSED if refused else status)


def sent(request: HttpRequest, name: str, most: int = 200) -> str:
    return request.POST.get(name, "").strip()[:most]
