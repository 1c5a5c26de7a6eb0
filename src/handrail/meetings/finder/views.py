"""From the form to the list of meetings. A search travels by POST and its answer is kept by nobody (P1)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.meetings.by_text.queries import is_offered
from handrail.meetings.finder import choices
from handrail.meetings.finder.answer import answer_of, online_now
from handrail.meetings.finder.led_here import led_here
from handrail.meetings.finder.search import LONGEST_NESTED, MeetingSearch, MeetingSearchRefused
from handrail.meetings.picking.picked import Picked
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form
from handrail.web.ways_back import CarriedSearch, carried_search

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """By GET the form, and what is held online now."""
    at = timezone.now()
    if request.method != "POST":
        return fresh(form_page(request, MeetingSearch(), at))
    carried = carried_search(request.POST, at=at)
    if "search" in request.POST and carried is None and "filtering" not in request.POST:
        return form_page(request, MeetingSearch(), at, {"is_expired": True}, status=UNPROCESSABLE)
    search = sent_search(request, carried)
    if "change" in request.POST or (search.led_here and not search.place):
        return form_page(request, search, at, elsewhere(carried))
    return answered(request, search, at)


def elsewhere(carried: CarriedSearch | None) -> dict[str, Any]:
    """The way back to other results: a form alone has none of its own."""
    return carried.context() if carried and not is_our_own(carried) else {}


def is_our_own(carried: CarriedSearch | None) -> bool:
    return carried is not None and carried.kept_for == "meetings"


def sent_search(request: HttpRequest, carried: CarriedSearch | None) -> MeetingSearch:
    """The form as sent; or the sealed search with the one thing that was pressed; or what led here from elsewhere."""
    if "filtering" in request.POST or carried is None:
        return MeetingSearch.from_post(request.POST)
    if is_our_own(carried):
        search: MeetingSearch = carried.found  # type: ignore[attr-defined]
        return search.pressed(request.POST)
    sent = MeetingSearch.from_post(request.POST)
    return replace(sent, place=sent.place or carried.place, led_here=carried.token[:LONGEST_NESTED])


def answered(request: HttpRequest, search: MeetingSearch, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    try:
        search.check()
        place = resolve_place(search.place) if search.place else None
    except MeetingSearchRefused as refusal:
        return form_page(request, search.with_errors(refusal.errors(language)), at, status=UNPROCESSABLE)
    except PlaceUnknown as unknown:
        told = search.with_errors({"place": unknown.text(language)})
        return form_page(request, told, at, suggested(search, unknown, at), status=UNPROCESSABLE)
    except PlaceAmbiguous as ambiguous:
        context = {"message": ambiguous.text(language), "choices": ambiguous.choices, **kept(search, at)}
        return page(request, "meetings/choose_place.jinja", context)
    return results(request, search, place, at)


def suggested(search: MeetingSearch, unknown: PlaceUnknown, at: datetime) -> dict[str, Any]:
    """Near spellings to press instead of typing again."""
    return {"suggestions": unknown.suggestions, **kept(search, at)} if unknown.suggestions else {}


def kept(search: MeetingSearch, at: datetime) -> dict[str, Any]:
    return {"search": search.token(at=at), "kept_for": "meetings"}


def results(request: HttpRequest, search: MeetingSearch, place: Place | None, at: datetime) -> HttpResponse:
    answer = answer_of(search, place, language=language_of(request.path_info), at=at)
    picked = Picked.from_post(request.POST).ids
    elsewhere = [("pick", each) for each in picked if each not in answer.shown_ids]
    context = {
        **vars_of(answer),
        **form_context(request, search),
        **kept(search, at),
        "picked": picked,
        "kept_fields": elsewhere,
        "led": led_here(search.led_here, at=at),
    }
    return page(request, "meetings/found.jinja", context)


def vars_of(answer: Any) -> dict[str, Any]:
    """Its fields, without copying what they hold."""
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


def form_context(request: HttpRequest, search: MeetingSearch) -> dict[str, Any]:
    feed = request.build_absolute_uri(reverse("meeting_lists:json"))  # the standard asks for the whole address
    return {"form": search, "choices": choices, "feed_address": feed, "is_by_text": is_offered()}


def form_page(
    request: HttpRequest,
    search: MeetingSearch,
    at: datetime,
    more: Mapping[str, Any] = MappingProxyType({}),
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        **form_context(request, search),
        "online": online_now(language=language_of(request.path_info), at=at, zone=search.zone),
        "is_expired": False,
        "suggestions": (),
        **more,
    }
    return page(request, "meetings/find.jinja", context, status=status)


def fresh(response: HttpResponse) -> HttpResponse:
    """What runs now is another thing in a minute."""
    patch_cache_control(response, no_cache=True)
    return response
