"""Pages reached from results carry the sealed search, so that they know the way back (S2)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages.forms import Search
from handrail.pages.search_box import is_box_token
from handrail.web.rendering import page


def reading_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """By GET a plain page; by POST, from results, the same page that knows the way back to them."""
    at = timezone.now()
    token = carried_token(request, at)
    way_back = reverse("look_up") if token and is_box_token(token, at=at) else ""
    shown = page(request, template, {**context, "search": token, "way_back": way_back})
    return private(shown) if request.method == "POST" else shown


def carried_token(request: HttpRequest, at: datetime) -> str | None:
    """The token as it came, if it is still good: its two hours count from the search, not from each page."""
    token = request.POST.get("search") if request.method == "POST" else None
    try:
        return token if token and Search.from_token(token, at=at) else None
    except TokenRefused:
        return token if token and is_box_token(token, at=at) else None


def private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
