"""Pages reached from results carry the sealed search, so that they know the way back (S2)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from handrail.pages.carried import Carried, carried
from handrail.pages.forms import Search
from handrail.web.rendering import page


def reading_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """By GET a plain page; by POST, from results, the same page that knows the way back to them."""
    if request.method != "POST":
        return page(request, template, context)
    return private(page(request, template, {**context, **carried_context(request, timezone.now())}))


def carried_context(request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the base of every page needs to offer the way back; nothing where the token is not good."""
    return way_back(carried(request.POST, at=at))


def paths_search(request: HttpRequest, at: datetime) -> Search | None:
    """What the person asked for before they came here; None by GET, and where no search for paths is carried."""
    found = carried(request.POST, at=at) if request.method == "POST" else None
    return found.paths_search(at=at) if found else None


def way_back(found: Carried | None) -> dict[str, Any]:
    return found.context() if found else {}


def private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
