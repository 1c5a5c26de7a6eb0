"""Programs are asked by day, before their number fades, and never again for the same number."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.nudges import ZONES, ask_at, is_day, is_due, zones_of
from handrail.directory.places.states import STATES

DAY = timedelta(hours=24)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
CHICAGO = ("America/Chicago",)


def local(hour: int, minute: int = 0, *, day: int = 23, zone: str = "America/Chicago") -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("told_at", "asked_at"),
    [
        (local(14), local(10, day=24)),  # 20 hours later it is day
        (local(12), local(8, day=24)),  # on the stroke
        (local(9, 30), local(8, day=24)),  # 5:30 at night: in the morning, an hour and a half before it fades
        (local(8), local(19, 45)),  # in the morning it has faded: the evening before
        (local(22), local(18, day=24)),
        (local(0), local(19, 45)),  # 20:00 is night already
    ],
)
def test_moment_of_asking(told_at, asked_at):
    found = ask_at(told_at, shelf_life=DAY, zones=CHICAGO)

    assert found is not None
    assert abs(found - asked_at) <= timedelta(minutes=30)
    assert is_day(found, CHICAGO)


def test_number_that_fades_within_one_night_is_never_asked_about():
    assert ask_at(local(22), shelf_life=timedelta(hours=6), zones=CHICAGO) is None
    assert not is_due(local(22), at=local(2, day=24), shelf_life=timedelta(hours=6), zones=CHICAGO)


def test_question_is_due_from_its_moment_until_the_number_fades_and_only_by_day():
    told_at, zones = local(14), CHICAGO
    moments = [local(9, 45, day=24), local(10, day=24), local(13, 59, day=24), local(14, day=24)]
    evening, midnight = local(19, 50), local(23)

    due = [is_due(told_at, at=moment, shelf_life=DAY, zones=zones) for moment in moments]
    missed = [is_due(local(8), at=moment, shelf_life=DAY, zones=zones) for moment in (evening, midnight)]

    assert due == [False, True, True, False]
    assert missed == [True, False]


def test_every_state_and_territory_has_its_zones():
    assert set(ZONES) == set(STATES)
    assert [zone for zones in ZONES.values() for zone in zones if ZoneInfo(zone).key != zone] == []
    assert zones_of("ZZ") == ("America/New_York", "America/Los_Angeles")


def test_state_with_two_zones_is_asked_when_it_is_day_in_both():
    assert is_day(local(8, zone="America/New_York"), zones_of("OH")) is True
    assert is_day(local(8, zone="America/New_York"), zones_of("IN")) is False
    assert is_day(local(9, zone="America/New_York"), zones_of("IN")) is True
    assert is_day(local(20, zone="America/New_York"), zones_of("IN")) is False


@given(
    told_at=st.integers(0, 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes)),
    state=st.sampled_from(sorted(STATES)),
)
def test_each_number_of_a_day_is_asked_about_once_by_day_and_in_time(told_at, state):
    zones = zones_of(state)

    found = ask_at(told_at, shelf_life=DAY, zones=zones)

    assert found is not None
    assert is_day(found, zones)
    assert told_at + timedelta(hours=8) <= found <= told_at + timedelta(hours=23)
