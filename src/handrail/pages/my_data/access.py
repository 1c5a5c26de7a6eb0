"""Pages of a person's own data: only for who has shown a moment ago that it is still them (S14)."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.web.rendering import page
from handrail.web.saying import said


def own_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """With what was just done said above it, once."""
    return page(request, f"pages/my_data/{template}.jinja", {**context, "notices": said(request)}, status=status)
