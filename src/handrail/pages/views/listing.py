"""The facility list: every place near a point that fits the filters, nearest first, twenty at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.domain.filters import DISTANCES, FilterRefused
from handrail.directory.filter_words import group_words
from handrail.directory.listing import PAGE_SIZE, FacilityList, facility_list, listed_total
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.directory.said_beside import with_what_was_said
from handrail.directory.shown import note_shown
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages.carried import carried
from handrail.pages.filter_choices import BEFORE_DISTANCE, choice_groups, chosen_words
from handrail.pages.forms import SearchRefused
from handrail.pages.list_cards import list_card
from handrail.pages.list_form import ANYWHERE, DISTANCE_WORDS, UNKNOWN_CHOICE, ListSearch
from handrail.pages.list_from_paths import from_paths
from handrail.pages.picked import left_out, picked_ids
from handrail.pages.views.carrying import private
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form
from handrail.web.translation import translate

UNPROCESSABLE = 422


@dataclass(frozen=True)
class Loosening:
    """One press that would bring places: which field it sends, and how many there are then."""

    field: str
    value: str
    words: str
    total: int


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """A search travels by POST and its answer is kept by nobody (P1). GET, such as a reload, shows the form."""
    if request.method != "POST":
        return form_page(request, ListSearch())
    at = timezone.now()
    try:
        search = sent_search(request, at)
    except TokenRefused:
        return form_page(request, ListSearch(), is_expired=True, status=UNPROCESSABLE)
    if "change" in request.POST:
        return form_page(request, search)
    return private(answer(request, search, at))


def sent_search(request: HttpRequest, at: datetime) -> ListSearch:
    """The form as sent, or the sealed search of an earlier page, with the one thing that was then pressed."""
    post = request.POST
    if "filtering" in post:
        search = ListSearch.from_post(post)
    else:
        search = carried_search(request, at)
        search = search.at_place(post["place"]) if "place" in post else search
    search = replace(search, paths=search.paths_token(at=at))
    search = search.without(post["without"]) if "without" in post else search
    return search.within(post["within"]) if "within" in post else search


def carried_search(request: HttpRequest, at: datetime) -> ListSearch:
    """From a list, or from paths whose place and cover go along. Raises TokenRefused for anything else."""
    found = carried(request.POST, at=at)
    if found is None or found.kept_for not in ("paths", "list"):
        raise TokenRefused("This page is too old to go on from.")
    return ListSearch.from_paths(found.found, token=found.token) if found.kept_for == "paths" else found.found


def answer(request: HttpRequest, search: ListSearch, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    try:
        miles = search.miles()
        place = resolve_place(search.place)
        found = facility_list(
            point=(place.latitude, place.longitude), radius_miles=miles, chosen=search.chosen, page=search.page
        )
    except SearchRefused as refusal:
        return form_page(request, search.with_errors(refusal.errors(language)), status=UNPROCESSABLE)
    except PlaceUnknown as unknown:
        return misspelt_place(request, search, unknown, at)
    except FilterRefused:
        said = {"filters": translate(UNKNOWN_CHOICE, language)}
        return form_page(request, search.with_errors(said), status=UNPROCESSABLE)
    except PlaceAmbiguous as ambiguous:
        return choose_place(request, search, ambiguous, at)
    return results(request, search.on_page(found.page), found, place, at)


def misspelt_place(request: HttpRequest, search: ListSearch, unknown: PlaceUnknown, at: datetime) -> HttpResponse:
    """The form with all that was chosen, and near spellings to press instead of typing again."""
    told = search.with_errors({"place": unknown.text(language_of(request.path_info))})
    more = {"suggestions": unknown.suggestions, **kept(request, search, at)} if unknown.suggestions else {}
    return form_page(request, told, more, status=UNPROCESSABLE)


def choose_place(request: HttpRequest, search: ListSearch, ambiguous: PlaceAmbiguous, at: datetime) -> HttpResponse:
    context = {
        "message": ambiguous.text(language_of(request.path_info)),
        "choices": ambiguous.choices,
        **kept(request, search, at),
    }
    return page(request, "pages/choose_place.jinja", context)


def kept(request: HttpRequest, search: ListSearch, at: datetime) -> dict[str, Any]:
    picks = tuple(("pick", each) for each in picked_ids(request.POST))
    return {"search": search.token(at=at), "kept_for": "list", "kept_fields": picks}


def results(request: HttpRequest, search: ListSearch, found: FacilityList, place: Place, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    picked = picked_ids(request.POST)
    note_shown([row.facility.pk for row in found.rows], at)
    cards = [list_card(row.facility, language, miles=row.miles, picked=picked) for row in found.rows]
    here = {card.facility.public_id for card in cards}
    context = {
        **form_context(search, found, language),
        **kept(request, search, at),
        "found": found,
        "paths": from_paths(search.paths, language, at=at) if search.paths else None,
        "cards": with_what_was_said(cards, language, at=at),
        "place": place,
        "chosen": chosen_words(search, language),
        "miles": search.miles(),
        "first_number": (found.page - 1) * PAGE_SIZE + 1,
        "picked_elsewhere": [each for each in picked if each not in here],
        "picks_left_out": left_out(request.POST),
        "loosenings": () if found.total else loosenings(search, found, place, language),
    }
    return page(request, "pages/facility_list.jinja", context)


def loosenings(search: ListSearch, found: FacilityList, place: Place, language: str) -> list[Loosening]:
    """Where nothing is left: each thing that, let go, brings places; all filters only if no single one does."""
    point, miles = (place.latitude, place.longitude), search.miles()
    groups = [
        Loosening("without", name, group_words(name, language), found.without[name])
        for name in search.chosen
        if found.without[name]
    ]
    if not groups and search.is_filtered:
        total = listed_total(point=point, radius_miles=miles, chosen={})
        groups = [Loosening("without", "all", "", total)] if total else []
    return groups + wider(search, point, miles, language)


def wider(search: ListSearch, point: tuple[float, float], miles: int | None, language: str) -> list[Loosening]:
    """The nearest larger distance that has a place."""
    larger = [] if miles is None else [each for each in DISTANCES if each is None or each > miles]
    for each in larger:
        if total := listed_total(point=point, radius_miles=each, chosen=search.chosen):
            value = ANYWHERE if each is None else str(each)
            return [Loosening("within", value, translate(DISTANCE_WORDS[value], language), total)]
    return []


def form_context(search: ListSearch, found: FacilityList | None, language: str) -> dict[str, Any]:
    groups = choice_groups(search, found.counts if found else None, language)
    return {
        "form": search,
        "groups_before": [group for group in groups if group.name in BEFORE_DISTANCE],
        "groups_after": [group for group in groups if group.name not in BEFORE_DISTANCE],
        "distances": tuple(DISTANCE_WORDS.items()),
        "picked_elsewhere": (),
    }


def form_page(
    request: HttpRequest,
    search: ListSearch,
    more: Mapping[str, Any] = MappingProxyType({}),
    *,
    is_expired: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The form alone. What was picked before stays in it."""
    context = {
        **form_context(search, None, language_of(request.path_info)),
        "is_expired": is_expired,
        "picked_elsewhere": picked_ids(request.POST),
        "suggestions": (),
        **more,
    }
    shown = page(request, "pages/facility_list_form.jinja", context, status=status)
    return private(shown) if request.method == "POST" else shown
