"""The fellowships and the other ways side by side, so that a person can choose."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.meetings.domain.ways import EVERY_WAY, FEWEST, MOST, WAYS, Way, ways_named
from handrail.meetings.kinds.shown import Numbers, ShownWay, rows_beside, shown_ways
from handrail.meetings.wordings.positions import NO_MEETING_DECIDES
from handrail.meetings.wordings.ways import KINDS, QUESTIONS, way_short
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

TEMPLATE = "meetings/kinds.jinja"
UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """By GET all of them; by POST two or three beside each other. What was picked stands in no address."""
    language = language_of(request.path_info)
    if request.method != "POST":
        return page(request, TEMPLATE, everything(language, picked=()))
    picked = ways_named(request.POST.getlist("way"))
    is_fit = FEWEST <= len(picked) <= MOST
    context = beside(language, picked) if is_fit else {**everything(language, picked=picked), "is_refused": True}
    response = page(request, TEMPLATE, context, status=200 if is_fit else UNPROCESSABLE)
    patch_cache_control(response, no_store=True)
    return response


def everything(language: str, *, picked: tuple[Way, ...]) -> dict[str, Any]:
    numbers = Numbers()
    groups = [(kind, KINDS[kind], shown_ways(ways, language, numbers)) for kind, ways in WAYS.items()]
    return {**common(language, picked, numbers), "groups": groups}


def beside(language: str, picked: tuple[Way, ...]) -> dict[str, Any]:
    numbers = Numbers()
    ways: tuple[ShownWay, ...] = shown_ways(picked, language, numbers)
    return {**common(language, picked, numbers), "beside": ways, "rows": rows_beside(ways)}


def common(language: str, picked: tuple[Way, ...], numbers: Numbers) -> dict[str, Any]:
    return {
        "questions": QUESTIONS,
        "choices": [(way.value, way_short(way, language)) for way in EVERY_WAY],
        "picked": {way.value for way in picked},
        "sources": numbers.sources,
        "no_meeting_decides": NO_MEETING_DECIDES,
        "beside": (),
        "rows": (),
        "groups": (),
        "is_refused": False,
    }
