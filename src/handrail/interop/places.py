"""Where a search looks: a place as a program names it, or why there is none."""

from django.http import HttpResponse

from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.points import place_of_point
from handrail.directory.places.resolving import resolve_place
from handrail.interop.forms import Somewhere
from handrail.interop.problem_kinds import PLACE_AMBIGUOUS
from handrail.interop.refusals import field_refused
from handrail.pathways.as_json import place_as_json
from handrail.web.problems import problem


def place_asked(asked: Somewhere) -> Place:
    """Raises PlaceUnknown or PlaceAmbiguous."""
    if asked.point is not None:
        return place_of_point(asked.point.latitude, asked.point.longitude)
    return resolve_place(asked.near)


def place_refused(refusal: PlaceUnknown | PlaceAmbiguous, asked: Somewhere) -> HttpResponse:
    detail = refusal.text(asked.words)
    if isinstance(refusal, PlaceAmbiguous):
        choices = [place_as_json(place) for place in refusal.choices]
        return problem(PLACE_AMBIGUOUS, language=asked.words, detail=detail, choices=choices)
    field = "point" if asked.point is not None else "near"
    return field_refused(field, f"place_{refusal.code}", detail, language=asked.words)
