"""The one search box over health pages, places and services: it travels by POST, its answer is kept by nobody (P1)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.looking_up.queries import look_up as find
from handrail.directory.looking_up.queries import near_page
from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import is_zip, resolve_place
from handrail.directory.said_beside import with_what_was_said
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.learn.domain.crisis_words import dangers_in
from handrail.learn.searching.queries import PagesFound, pages_about, words_known
from handrail.pages.search_box import BoxSearch
from handrail.pages.service_cautions import caution_lines
from handrail.pages.views.carrying import private
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """GET, such as a reload, shows the box alone."""
    if request.method != "POST":
        return box_page(request, {})
    at = timezone.now()
    try:
        search = sent_search(request, at)
    except TokenRefused:
        return private(box_page(request, {"is_expired": True}, status=UNPROCESSABLE))
    if is_zip(request.POST.get("text", "")) and not search.place:
        search = replace(search, place=search.text)  # as typed now: the way back from there leads to the box
    return private(answer(request, search, at))


def sent_search(request: HttpRequest, at: datetime) -> BoxSearch:
    """The box as typed, or the sealed search of an earlier page with what the person then chose."""
    token = request.POST.get("search")
    if token is None or "text" in request.POST:
        return BoxSearch.from_post(request.POST)
    return BoxSearch.from_token(token, at=at).changed(request.POST)


def answer(request: HttpRequest, search: BoxSearch, at: datetime) -> HttpResponse:
    """A chosen place leads to the list around it, all else to what the text may mean."""
    way_back = {"search": search.token(at=at), "kept_for": "box"}
    if search.place:
        return around(request, search, way_back, at)
    if not search.text:
        return box_page(request, {"is_empty": True})
    language = language_of(request.path_info)
    found = find(text=search.text, language=language, known=words_known())
    found = replace(found, cards=tuple(with_what_was_said(found.cards, language, at=at)))
    cautions = {one.service.key: caution_lines(one.service, language) for one in found.services}
    context = {"text": search.text, "found": found, "cautions": cautions, "dangers": dangers_in(search.text)}
    pages = pages_about(text=search.text, language=language, beside=found.where.split())
    return box_page(request, {**context, "pages": pages, **way_back})


def around(request: HttpRequest, search: BoxSearch, way_back: dict[str, Any], at: datetime) -> HttpResponse:
    language, service = language_of(request.path_info), search.chosen_service
    name = service.name(language) if service else ""
    cautions = caution_lines(service, language) if service else []
    context = {"text": search.text, "service": name, "cautions": cautions, **way_back}
    try:
        place = resolve_place(search.place)
    except PlaceUnknown as unknown:
        asked = {"place": search.place, "refusal": unknown.text(language), "choices": unknown.suggestions}
        return page(request, "pages/near_where.jinja", {**context, **asked}, status=UNPROCESSABLE)
    except PlaceAmbiguous as ambiguous:
        asked = {"place": search.place, "refusal": ambiguous.text(language), "choices": ambiguous.choices}
        return page(request, "pages/near_where.jinja", {**context, **asked})
    near = near_page(place=place, service=service, page=search.page_number, language=language)
    near = replace(near, cards=tuple(with_what_was_said(near.cards, language, at=at)))
    return page(request, "pages/near.jinja", {**context, "place": place, "near": near})


def box_page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    nothing = {"found": None, "cautions": {}, "dangers": (), "pages": PagesFound()}
    empty = {"text": "", **nothing, "is_expired": False, "is_empty": False}
    return page(request, "pages/look_up.jinja", {**empty, **context}, status=status)
