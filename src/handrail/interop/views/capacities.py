"""A program's own system says what is open: by a key, several rows in one call, all or nothing."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from handrail.accounts.domain.api_keys import KeyRefused, Scope
from handrail.directory.domain.open_places import UNIT_OF, OpenPlacesRefused
from handrail.directory.models import OpenPlacesEvent
from handrail.directory.open_places.actions import OlderThanStored
from handrail.directory.own_places.actions.speaking import KeyedRow, PlaceNotFound, say_by_key
from handrail.interop.api import answer, api
from handrail.interop.capacity_answers import CapacitiesAnswer
from handrail.interop.capacity_forms import Capacities, Capacity
from handrail.interop.documenting import documented
from handrail.interop.keys import ProgramKey, key_refused
from handrail.interop.problem_kinds import CAPACITY_OLDER, FIELD_REFUSED, PLACE_NOT_YOURS
from handrail.interop.refusals import MESSAGES, told_field
from handrail.web.problems import ProblemKind, problem
from handrail.web.translation import ENGLISH, translate

FIELD_OF = {
    "more_than_all": "available",
    "updated_ahead": "updated",
    "updated_long_ago": "updated",
    "group_twice": "level",
    "older_than_stored": "updated",
    "place_not_yours": "service_id",
}


@api.post(
    "/capacities",
    response=CapacitiesAnswer,
    url_name="capacities",
    auth=ProgramKey(Scope.CAPACITIES_WRITE),
    **documented("report_capacities"),
)
def capacities(request: HttpRequest, asked: Capacities) -> HttpResponse:
    rows = [KeyedRow(row.place_id, row.group, row.numbers, row.told_at) for row in asked.capacities]
    try:
        events = say_by_key(key=request.auth, rows=rows, at=request.asked_at)  # type: ignore[attr-defined]
    except KeyRefused:  # it ended while the body was read
        return key_refused()
    except PlaceNotFound as refusal:
        return refused(PLACE_NOT_YOURS, asked, [(refusal.number, "place_not_yours")])
    except OlderThanStored as refusal:
        return refused(CAPACITY_OLDER, asked, [(row.number, refusal.code) for row in refusal.rows])
    except OpenPlacesRefused as refusal:
        return refused(FIELD_REFUSED, asked, [(refusal.number, refusal.code)], **refusal.params)
    return answer({"capacities": [saved(row, event) for row, event in zip(asked.capacities, events, strict=True)]})


def saved(row: Capacity, event: OpenPlacesEvent) -> dict[str, object]:
    """As it stands now. A time a little ahead was read as that of the call."""
    return {
        "id": row.id or None,
        "service_id": row.place_id,
        "level": event.level,
        "sex": event.sex,
        "age": event.age_band,
        "payer": event.payer,
        "unit": {"name": UNIT_OF[row.group.level].value},
        "available": event.available_after,
        "maximum": event.maximum_after,
        "updated": min(row.told_at, event.at).isoformat(),
        "change": event.change,
    }


def refused(kind: ProblemKind, asked: Capacities, faults: Iterable[tuple[int, str]], **params: object) -> HttpResponse:
    """Nothing was saved. Each fault points at the field that must be another one."""
    errors = [
        told_field(
            ("capacities", number, field_of(code, asked.capacities[number])),
            code,
            translate(MESSAGES[code], ENGLISH, **params),
        )
        for number, code in faults
    ]
    return problem(kind, errors=errors)


def field_of(code: str, row: Capacity) -> str:
    """The place as the sender named it."""
    return "facility" if code == "place_not_yours" and row.facility else FIELD_OF[code]
