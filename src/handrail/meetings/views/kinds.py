"""The fellowships and the other ways side by side, so that a person can choose."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.meetings.by_text.queries import is_offered
from handrail.meetings.domain.ways import EVERY_WAY, FEWEST, MOST, WAYS, Way, ways_named
from handrail.meetings.kinds.shown import Numbers, ShownWay, rows_beside, shown_ways
from handrail.meetings.views.reading import reading_page
from handrail.meetings.wordings.ways import KINDS, QUESTIONS, way_short
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form

TEMPLATE = "meetings/kinds.jinja"
UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """All of them, or two or three beside each other. What was picked stands in no address."""
    language = language_of(request.path_info)
    if "picking" not in request.POST:
        return reading_page(request, TEMPLATE, everything(language, picked=()))
    picked = ways_named(request.POST.getlist("way"))
    if FEWEST <= len(picked) <= MOST:
        return reading_page(request, TEMPLATE, beside(language, picked))
    asked_again = {**everything(language, picked=picked), "is_refused": True}
    return reading_page(request, TEMPLATE, asked_again, status=UNPROCESSABLE)


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
        "is_by_text": is_offered(),
        "beside": (),
        "rows": (),
        "groups": (),
        "is_refused": False,
    }
