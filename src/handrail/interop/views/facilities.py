"""Facilities: a list by POST, which leaves nothing behind (P1), and one by its id, which anyone may keep."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.directory.queries import facility_by_public_id
from handrail.interop.api import answer, api
from handrail.interop.documenting import documented
from handrail.interop.entity_tags import FACILITY_SECONDS, kept
from handrail.interop.facility_answers import FacilitiesAnswer, WholeFacility
from handrail.interop.facility_as_json import whole_facility_as_json
from handrail.interop.forms import FacilitySearch, Words
from handrail.interop.places import place_asked, place_refused
from handrail.interop.problem_kinds import FACILITY_UNKNOWN
from handrail.interop.queries import facilities_page
from handrail.web.problems import problem


# Before the address of one facility, which would take "search" for an id.
@api.post(
    "/facilities/search", response=FacilitiesAnswer, url_name="facility_search", **documented("search_facilities")
)
def facility_search(request: HttpRequest, asked: FacilitySearch) -> HttpResponse:
    try:
        place = place_asked(asked) if asked.has_place else None
    except (PlaceUnknown, PlaceAmbiguous) as refusal:
        return place_refused(refusal, asked)
    found = facilities_page(
        place=place,
        radius=asked.radius,
        filters=asked.filters.model_dump(exclude_defaults=True),
        page=asked.page,
        page_size=asked.page_size,
        has_facets=asked.facets,
    )
    return answer(found, language=asked.words)


@api.get("/facilities/{str:public_id}", response=WholeFacility, url_name="facility", **documented("get_facility"))
def facility(request: HttpRequest, public_id: str, words: Annotated[Words, Query()] = "en") -> HttpResponse:
    """Facilities that are no longer listed answer too: a saved id must still tell what became of the place."""
    found = facility_by_public_id(public_id=public_id)
    if found is None:
        return problem(FACILITY_UNKNOWN, language=words)
    content = whole_facility_as_json(found, words, at=request.asked_at)
    return kept(answer(content, language=words), request, seconds=FACILITY_SECONDS)
