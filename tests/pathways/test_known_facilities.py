"""Facilities are remembered, and never longer than they are as they were."""

from datetime import UTC, datetime

import orjson
import pytest

from factories import make_facility, make_operator
from handrail.directory.calls.actions import save_call, take_place
from handrail.directory.domain.observations import Call, RightNumber
from handrail.directory.index.build import index_from_database
from handrail.directory.index.live import LiveIndex, Ways
from handrail.directory.models import Facility
from handrail.directory.places.resolving import resolve_place
from handrail.interop.listed_facilities import with_distances, written_facilities
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHICAGO = {"latitude": 41.85, "longitude": -87.66, "city": "Chicago", "state": "IL", "zip": "60608"}
CLINIC = "SA OP ORT BU BUM MOA MD NOE ACC PEER CARF FEM MALE ADLT ICO"
pytestmark = pytest.mark.django_db


@pytest.fixture
def live():
    """An index that looks at the stored numbers each time it is asked, and could not be built twice."""
    ticks = iter(range(0, 10_000, 10))
    return LiveIndex(Ways(clock=lambda: float(next(ticks)), start=lambda work: pytest.fail("built anew")))


def verified(live: LiveIndex) -> tuple[datetime | None, bytes]:
    index = live.current()
    found = find_paths(need=Need.read(), place=resolve_place("60608"), language="en", at=AT, index=index)
    (listed,) = with_distances(written_facilities(index), [0], [None])
    return found.paths[0].legs[0].facility.last_verified_at, orjson.dumps(listed)


def test_call_is_told_on_cards_and_in_the_api_without_building_the_directory_anew(live):
    facility, anna = make_facility(codes=CLINIC, **CHICAGO), make_operator()
    before, listed_before = verified(live)

    take_place(facility=facility, by=anna, at=AT)
    save_call(facility=facility, call=Call(at=AT, answered=True, right_number=RightNumber.YES), note="", by=anna, at=AT)
    after, listed_after = verified(live)

    assert (before, after) == (None, AT)
    assert b'"last_verified":null' in listed_before
    assert AT.isoformat().encode() in listed_after


@pytest.mark.parametrize("need", [Need.read(), Need.read(substances=["alcohol"])])
def test_point_that_was_taken_away_since_the_index_was_built_breaks_no_search(need):
    make_facility(codes=CLINIC, **CHICAGO)
    index, place = index_from_database(), resolve_place("60608")
    Facility.objects.update(latitude=None, longitude=None, precision="", coordinates_source="")

    found = find_paths(need=need, place=place, language="en", at=AT, index=index)

    shown = [leg.distance_miles for path in found.paths for leg in path.legs if leg.facility]
    assert (shown or [one.distance_miles for one in found.facilities])[0] < 5
