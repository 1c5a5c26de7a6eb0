"""When a program is rung again at which nobody picked up: a step of the ladder later, while it is open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handrail.directory.domain.opening_hours import read_week
from handrail.referrals.domain.ladder import STEP
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.ringing import OFFICE, opens_from, try_again_at

CHICAGO = "America/Chicago"
WEEK = read_week("mon-fri 9:00-12:00,13:00-16:30")


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(CHICAGO)).astimezone(UTC)


def again(at: str, urgency: Urgency, hours=None) -> datetime:
    return try_again_at(at=wall(at), urgency=urgency, zone=CHICAGO, hours=hours)


@pytest.mark.parametrize("urgency", [Urgency.NOW, Urgency.TODAY])
def test_where_no_hours_are_known_it_is_a_step_of_the_ladder_later(urgency):
    at = wall("2026-11-27 22:00")

    assert try_again_at(at=at, urgency=urgency, zone=CHICAGO, hours=None) == at + STEP[urgency]


@pytest.mark.parametrize(
    ("at", "urgency", "expected"),
    [
        ("2026-11-27 09:30", Urgency.TODAY, "2026-11-27 10:30"),
        ("2026-11-27 11:30", Urgency.TODAY, "2026-11-27 13:00"),  # closed at midday
        ("2026-11-27 16:25", Urgency.NOW, "2026-11-30 09:00"),  # a Friday: closed until Monday
        ("2026-11-27 06:00", Urgency.TODAY, "2026-11-27 09:00"),
        ("2026-11-28 10:00", Urgency.NOW, "2026-11-30 09:00"),
    ],
)
def test_nobody_is_told_to_ring_while_they_are_closed(at, urgency, expected):
    assert again(at, urgency, WEEK) == wall(expected)


def test_who_can_wait_until_the_next_working_day_waits_for_office_hours():
    assert again("2026-11-27 15:00", Urgency.NEXT_DAY) == wall("2026-11-30 08:00")


def test_hours_are_those_of_the_wall_also_on_the_day_the_clocks_change():
    sunday = read_week("sun 6:00-10:00")

    assert again("2026-10-31 23:00", Urgency.TODAY, sunday) == wall("2026-11-01 06:00")


@pytest.mark.parametrize("hour", range(0, 24 * 7, 5))
def test_it_is_never_before_the_moment_and_always_within_the_hours(hour):
    moment = wall("2026-11-23 00:00") + timedelta(hours=hour)

    found = opens_from(moment, zone=CHICAGO, week=OFFICE)

    local = found.astimezone(ZoneInfo(CHICAGO))
    assert found >= moment
    assert (local.weekday() < 5, 8 <= local.hour < 17) == (True, True)


def test_place_that_never_opens_is_rung_at_once():
    moment = wall("2026-11-27 10:00")

    assert opens_from(moment, zone=CHICAGO, week={}) == moment
