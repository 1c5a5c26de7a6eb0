"""Who watches over a referral, at every rung and hour, by the clocks of many zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handrail.messaging.domain.rosters import is_staffed, read_hours
from handrail.referrals.domain.clocks import WORKDAY_ENDS, answer_due, next_working_day
from handrail.referrals.domain.ladder import (
    ROUND,
    STEP,
    Rung,
    Watch,
    climbs_at,
    is_from_another_clock,
    watch_over,
)
from handrail.referrals.domain.needs import Urgency

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ZONES = ("America/New_York", "America/Chicago", "America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico")
MOMENTS = some.integers(0, 2 * 366 * 1440).map(lambda minutes: NOON + timedelta(minutes=minutes))
OFFICE = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
DST_BEGAN, DST_ENDED = datetime(2026, 3, 8, 6, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"climbs_at": None}, Watch.ENDED),
        ({"climbs_at": NOON + ROUND}, Watch.IN_TIME),
        ({"climbs_at": NOON}, Watch.IN_TIME),
        ({"climbs_at": NOON - ROUND}, Watch.SILENT),
        ({"climbs_at": NOON - ROUND, "is_somebody_there": False}, Watch.WAITS_FOR_HOURS),
        ({"climbs_at": NOON, "rung": Rung.REMINDED}, Watch.CLIMBING),
        ({"climbs_at": NOON, "rung": Rung.COORDINATOR, "is_called": True}, Watch.WITH_A_HUMAN),
        ({"climbs_at": NOON - ROUND, "rung": Rung.COORDINATOR}, Watch.SILENT),
    ],
)
def test_each_referral_is_watched_over_by_somebody(facts, expected):
    values = {"rung": Rung.IN_TIME, "is_called": False, "is_somebody_there": True, "at": NOON} | facts

    assert watch_over(values.pop("rung"), **values) is expected


@given(since=MOMENTS, zone=some.sampled_from(ZONES), urgency=some.sampled_from(Urgency))
def test_every_limit_lies_ahead_and_within_four_days(since, zone, urgency):
    due = answer_due(urgency, since=since, zone=zone)

    assert timedelta(0) < due - since <= timedelta(days=4)


@given(since=MOMENTS, zone=some.sampled_from(ZONES))
def test_a_working_day_ends_by_the_clock_on_the_wall(since, zone):
    local = next_working_day(since, zone=zone).astimezone(ZoneInfo(zone))

    assert (local.time(), local.weekday() < 5) == (WORKDAY_ENDS, True)


@given(rung_at=MOMENTS, rung=some.sampled_from(Rung), urgency=some.sampled_from(Urgency))
def test_the_whole_ladder_takes_no_longer_than_its_steps(rung_at, rung, urgency):
    wait = climbs_at(rung, due_at=rung_at, rung_at=rung_at, urgency=urgency) - rung_at

    assert timedelta(0) <= wait <= max(*STEP.values())


@given(at=MOMENTS, zone=some.sampled_from(ZONES))
def test_coordinators_of_an_office_are_there_within_three_days(at, zone):
    hours = read_hours(zone, OFFICE)

    assert any(is_staffed(hours, at=at + timedelta(hours=hour)) for hour in range(24 * 3))


@pytest.mark.parametrize("night", [DST_BEGAN, DST_ENDED])
def test_half_an_hour_is_half_an_hour_on_the_night_the_clocks_change(night):
    dues = [answer_due(Urgency.NOW, since=night + timedelta(minutes=10 * step), zone=ZONES[0]) for step in range(18)]

    assert [due - night for due in dues] == [timedelta(minutes=30 + 10 * step) for step in range(18)]


@given(since=MOMENTS, seconds=some.integers(-86_400, 86_400))
def test_a_clock_that_was_moved_is_told_from_one_a_little_off(since, seconds):
    assert is_from_another_clock(since, at=since - timedelta(seconds=seconds)) == (seconds > 60)
