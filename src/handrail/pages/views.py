"""The pages of the product: read the request, make one call down, answer."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.directory.queries import facility_by_public_id, facility_facts, same_building
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages import choices
from handrail.pages.forms import Search, SearchRefused
from handrail.pages.ordering_table import ordering_table
from handrail.pages.path_cards import cards
from handrail.pages.sketch import sketch
from handrail.pages.urgency import calm, urgent
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "pages/home.jinja", {"form": Search(), "choices": choices})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def crisis(request: HttpRequest) -> HttpResponse:
    return reading_page(request, "pages/crisis.jinja", {})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    return reading_page(request, "pages/leaving.jinja", {})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def ordering(request: HttpRequest) -> HttpResponse:
    return reading_page(request, "pages/ordering.jinja", {"rows": ordering_table(language_of(request.path_info))})


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """For who builds pages: every component at once, where no visitor can be misled by it."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return page(request, "pages/styleguide.jinja", {"form": Search(), "choices": choices})


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


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def facility(request: HttpRequest, public_id: str) -> HttpResponse:
    found = facility_by_public_id(public_id=public_id)
    if found is None:
        raise Http404
    context = {
        "facility": found,
        "facts": facility_facts(found, language_of(request.path_info)),
        "neighbors": same_building(facility=found),
    }
    return reading_page(request, "pages/facility.jinja", context)


def reading_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """By GET a plain page; by POST, from results, the same page that knows the way back to them."""
    shown = page(request, template, {**context, "search": carried_token(request, timezone.now())})
    return private(shown) if request.method == "POST" else shown


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
        return search_page(request, search.with_errors({"place": unknown.text(language)}), status=UNPROCESSABLE)
    except PlaceAmbiguous as ambiguous:
        return choose_place(request, search, ambiguous, at)
    return results(request, search, need, place, at)


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
    shown = cards(found.paths, language)
    context = {
        "answer": found,
        "urgent": urgent(found.first),
        "calm": calm(found.first),
        "cards": shown,
        "other_cards": cards(found.other_kinds, language),
        "place": place,
        "form": search,
        "chosen": choices.words_of((*search.matters, f"language:{search.language}")),
        "age": need.age if search.age else None,
        "is_far_from_all": any(line.code in ("nothing_near", "no_bed_near") for line in found.first),
        "search": search.token(at=at),
        "sketch": sketch(shown[0].stops, latitude=place.latitude, longitude=place.longitude) if shown else None,
    }
    return page(request, "pages/paths.jinja", context)


def search_page(request: HttpRequest, search: Search, *, is_expired: bool = False, status: int = 200) -> HttpResponse:
    context = {"form": search, "choices": choices, "is_expired": is_expired}
    return private(page(request, "pages/search.jinja", context, status=status))


def carried_token(request: HttpRequest, at: datetime) -> str | None:
    """The token as it came, if it is still good: its two hours count from the search, not from each page."""
    token = request.POST.get("search") if request.method == "POST" else None
    try:
        return token if token and Search.from_token(token, at=at) else None
    except TokenRefused:
        return None


def private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
