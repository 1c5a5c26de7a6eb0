"""Whole paths by POST: what is asked for stands in the body alone, and nothing of it is kept (P1)."""

from django.http import HttpRequest, HttpResponse

from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.interop.answers import PathsAnswer
from handrail.interop.api import answer, api
from handrail.interop.documenting import documented
from handrail.interop.forms import PathSearch
from handrail.interop.places import place_asked, place_refused
from handrail.interop.refusals import field_refused
from handrail.pathways.as_json import answer_as_json
from handrail.pathways.domain.need import Need, NeedRefused
from handrail.pathways.queries import find_paths


@api.post("/paths", response=PathsAnswer, url_name="paths", **documented("find_paths"))
def paths(request: HttpRequest, asked: PathSearch) -> HttpResponse:
    try:
        need, place = need_asked(asked), place_asked(asked)
    except NeedRefused as refusal:
        return need_refused(refusal, asked)
    except (PlaceUnknown, PlaceAmbiguous) as refusal:
        return place_refused(refusal, asked)
    found = find_paths(need=need, place=place, language=asked.words, at=request.asked_at)
    return answer(answer_as_json(found), language=asked.words)


def need_asked(asked: PathSearch) -> Need:
    return Need.read(
        payment=asked.payment,
        asked=asked.asked,
        medicine=asked.medicine,
        age=asked.age,
        substances=asked.substance,
        radius=asked.radius,
        limit=asked.limit,
    )


def need_refused(refusal: NeedRefused, asked: PathSearch) -> HttpResponse:
    """The shape of the body lets no such need through; the rule itself stays the judge."""
    return field_refused(str(refusal.params.get("option", "need")), refusal.code, str(refusal), language=asked.words)
