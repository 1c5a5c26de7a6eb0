"""One facility by its id. It holds nothing of who asks, so it may be kept by anyone."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from handrail.directory.index.live import current_index
from handrail.directory.queries import facility_by_public_id
from handrail.interop.answers import WholeFacility
from handrail.interop.api import answer, api
from handrail.interop.documenting import documented
from handrail.interop.entity_tags import FACILITY_SECONDS, has_it, kept, tag_of, words_version
from handrail.interop.facility_as_json import whole_facility_as_json
from handrail.interop.forms import Words
from handrail.interop.problem_kinds import FACILITY_UNKNOWN
from handrail.web.problems import problem


@api.get("/facilities/{slug:public_id}", response=WholeFacility, url_name="facility", **documented("get_facility"))
def facility(request: HttpRequest, public_id: str, words: Annotated[Words, Query()] = "en") -> HttpResponse:
    """Facilities that are no longer listed answer too: a saved id must still tell what became of the place."""
    found = facility_by_public_id(public_id=public_id)
    if found is None:
        return problem(FACILITY_UNKNOWN, language=words)
    tag = tag_of(current_index().revision, public_id, words, words_version())
    content = {} if has_it(request, tag) else whole_facility_as_json(found, words)
    return kept(answer(content, language=words), request, tag, seconds=FACILITY_SECONDS)
