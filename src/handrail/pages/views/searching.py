"""From the form to paths."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.calls.numbers_found import numbers_found
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.directory.shown import note_shown
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages import choices
from handrail.pages.card_sheets import card_sheets
from handrail.pages.forms import Search, SearchRefused
from handrail.pages.path_cards import cards
from handrail.pages.sketch import sketch
from handrail.pages.urgency import calm, urgent
from handrail.pages.views.carrying import private
from handrail.pages.views.other_care import other_care
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths
from handrail.pathways.unmet import missed_by
from handrail.referrals.missing.actions import note_missed
from handrail.referrals.self_referring.queries import programs_that_answer
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def paths(request: HttpRequest) -> HttpResponse:
    """A search travels by POST and its answer is kept by nobody (P1). GET, such as a reload, shows the form."""
    if request.method != "POST":
        return search_page(request, Search())
    at = timezone.now()
    try:
        search = sent_search(request, at)
    except TokenRefused:
        return search_page(request, Search(), is_expired=True, status=UNPROCESSABLE)
    if "change" in request.POST:
        return search_page(request, search)
    return private(answer(request, search, at))


def sent_search(request: HttpRequest, at: datetime) -> Search:
    """The form as typed, or the sealed search of an earlier page, perhaps with the place the person then chose."""
    token = request.POST.get("search")
    if token is None:
        return Search.from_post(request.POST)
    search = Search.from_token(token, at=at)
    return search.at_place(request.POST["place"]) if "place" in request.POST else search


def answer(request: HttpRequest, search: Search, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    try:
        need = search.need()
        place = resolve_place(search.place)
    except SearchRefused as refusal:
        return search_page(request, search.with_errors(refusal.errors(language)), status=UNPROCESSABLE)
    except PlaceUnknown as unknown:
        return misspelt_place(request, search, unknown, at)
    except PlaceAmbiguous as ambiguous:
        return choose_place(request, search, ambiguous, at)
    return results(request, search, need, place, at)


def misspelt_place(request: HttpRequest, search: Search, unknown: PlaceUnknown, at: datetime) -> HttpResponse:
    """The form with all that was typed, and near spellings to press instead of typing again."""
    told = search.with_errors({"place": unknown.text(language_of(request.path_info))})
    found = {"suggestions": unknown.suggestions, "search": search.token(at=at)} if unknown.suggestions else {}
    return search_page(request, told, found, status=UNPROCESSABLE)


def choose_place(request: HttpRequest, search: Search, ambiguous: PlaceAmbiguous, at: datetime) -> HttpResponse:
    context = {
        "message": ambiguous.text(language_of(request.path_info)),
        "choices": ambiguous.choices,
        "search": search.token(at=at),
    }
    return page(request, "pages/choose_place.jinja", context)


def results(request: HttpRequest, search: Search, need: Need, place: Place, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    found = find_paths(need=need, place=place, language=language, at=at, who=search.who)
    if missed := missed_by(found):
        note_missed([(place.state, missed)], at)
    if not need.is_for_opioids:
        return other_care(request, search, found, at)
    numbers = numbers_found(at=at)
    answering = programs_that_answer(at=at)
    shown = cards(found.paths, language, numbers, answering)
    note_shown({leg.facility.pk for path in found.paths for leg in path.legs if leg.facility}, at)
    context = {
        "answer": found,
        "urgent": urgent(found.first),
        "calm": calm(found.first),
        "cards": shown,
        "card_html": card_sheets.html,
        "other_cards": cards(found.other_kinds, language, numbers, answering),
        "place": place,
        "form": search,
        "chosen": choices.words_of((*search.matters, f"language:{search.language}")),
        "age": need.age if search.age else None,
        "is_far_from_all": any(line.code in ("nothing_near", "no_bed_near") for line in found.first),
        "search": search.token(at=at),
        "sketch": sketch(shown[0].stops, latitude=place.latitude, longitude=place.longitude) if shown else None,
    }
    return page(request, "pages/paths.jinja", context)


def search_page(
    request: HttpRequest,
    search: Search,
    more: Mapping[str, Any] = MappingProxyType({}),
    *,
    is_expired: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"form": search, "choices": choices, "is_expired": is_expired, "suggestions": (), **more}
    return private(page(request, "pages/search.jinja", context, status=status))
