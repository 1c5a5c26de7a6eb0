"""Pages about meetings that are read, and know the way back to the results they were reached from (S2)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from handrail.web.rendering import page
from handrail.web.ways_back import way_back


def reading_page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """By GET a plain page; by POST one that nobody keeps, with the way back where the search is still good."""
    if request.method != "POST":
        return page(request, template, context, status=status)
    response = page(request, template, {**context, **way_back(request.POST, at=timezone.now())}, status=status)
    patch_cache_control(response, no_store=True)
    return response
