"""Pages about meetings that know the way back to the results they were reached from (S2)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.web.rendering import page
from handrail.web.ways_back import way_back


def reading_page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """By GET a plain page; by POST with the way back, where the search is still good. Nobody keeps an answer to a POST:
    `security_headers` says so of all of them."""
    return page(request, template, {**context, **way_back(request.POST, at=timezone.now())}, status=status)
