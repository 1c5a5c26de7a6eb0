"""The door for who does not want to stop now: nothing is asked for, nothing is kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.local_help.dated_states import DatedFact, national_facts, state_help, state_of_slug
from handrail.directory.local_help.queries import local_help_in, local_help_near
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.directory.places.states import STATES, state_name
from handrail.kernel.text_folding import fold
from handrail.pages.carried import Carried, carried
from handrail.pages.forms import LONGEST_TEXT
from handrail.pages.local_help_cards import help_cards
from handrail.pages.views.carrying import private, reading_page, way_back
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def not_ready(request: HttpRequest) -> HttpResponse:
    """By GET a page to read. A place travels by POST, and its answer is kept by nobody (P1).

    Who comes from a search need not say again where they are: its place came along, sealed.
    """
    at = timezone.now()
    found = carried(request.POST, at=at)
    if "place" in request.POST:
        return private(near_me(request, request.POST["place"].strip()[:LONGEST_TEXT], found, at))
    if found and found.place:
        return private(where_they_searched(request, found, at))
    return reading_page(request, "pages/not_ready.jinja", reading(request, at))


def where_they_searched(request: HttpRequest, found: Carried, at: datetime) -> HttpResponse:
    """A place that the search itself could not find is asked for here as from anybody else."""
    context = {**reading(request, at), **way_back(found)}
    try:
        place = resolve_place(found.place)
    except (PlaceUnknown, PlaceAmbiguous):
        return answer(request, context)
    return answer(request, {**context, "typed": place.label, **nearest(place, language_of(request.path_info), at)})


def near_me(request: HttpRequest, typed: str, found: Carried | None, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    context = {**reading(request, at), "typed": typed, **way_back(found)}
    try:
        place = resolve_place(typed)
    except PlaceUnknown as unknown:
        asked = {"error": unknown.text(language), "places": unknown.suggestions}
        return answer(request, {**context, **asked}, status=UNPROCESSABLE)
    except PlaceAmbiguous as ambiguous:
        return answer(request, {**context, "error": ambiguous.text(language), "places": ambiguous.choices})
    return answer(request, {**context, **nearest(place, language, at)})


def nearest(place: Place, language: str, at: datetime) -> dict[str, Any]:
    """Where a national fact does not hold, as in the Marshall Islands, it is not told (I8)."""
    found = local_help_near(latitude=place.latitude, longitude=place.longitude)
    state = state_help(state=place.state, language=language, on=at.date())
    return {
        "place": place,
        "cards": help_cards((near.place, near.miles) for near in found),
        "state": state,
        "naloxone_facts": told_about(state.national, "naloxone"),
    }


def told_about(facts: Iterable[DatedFact], about: str) -> list[DatedFact]:
    return [fact for fact in facts if fact.about == about]


def answer(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return page(request, "pages/not_ready.jinja", context, status=status)


def reading(request: HttpRequest, at: datetime) -> dict[str, Any]:
    language = language_of(request.path_info)
    facts = national_facts(language=language, on=at.date())
    return {
        "naloxone_facts": told_about(facts, "naloxone"),
        "supply_facts": told_about(facts, "supply"),
        "states": sorted(((code.lower(), state_name(code, language)) for code in STATES), key=lambda one: fold(one[1])),
        "typed": "",
        "error": "",
        "places": [],
        "place": None,
        "cards": [],
        "state": None,
    }


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def not_ready_in(request: HttpRequest, state: str) -> HttpResponse:
    """One state, dated: what is known of it, and the places that loaded lists name there."""
    code = state_of_slug(state)
    if code is None:
        raise Http404
    language = language_of(request.path_info)
    context = {
        "state": state_help(state=code, language=language, on=timezone.now().date()),
        "cards": help_cards((place, None) for place in local_help_in(state=code)),
    }
    return reading_page(request, "pages/not_ready_in.jinja", context)
