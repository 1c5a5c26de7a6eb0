"""Pages on which a program keeps its own places: what was just saved is said above the next page, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.web.rendering import page
from handrail.web.saying import said


def own_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return page(request, f"directory/listings/{template}.jinja", {"notices": said(request), **context}, status=status)
