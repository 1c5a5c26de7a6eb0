"""Who is there, over midnight and over the days on which clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.messaging.domain.rosters import (
    AFTER_SILENCE,
    HoursRefused,
    PageState,
    is_clock_out,
    is_staffed,
    read_hours,
)

OFFICE = read_hours("America/Chicago", {"mon": [["09:00", "12:00"], ["13:00", "17:00"]]})
NIGHTS = read_hours("America/Chicago", {"sat": [["22:00", "06:00"]]})
ALWAYS = read_hours("America/Chicago", {day: [["00:00", "24:00"]] for day in ("sat", "sun")})
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "at", "staffed"),
    [
        (OFFICE, "2026-11-23T08:59:59-06:00", False),
        (OFFICE, "2026-11-23T09:00:00-06:00", True),
        (OFFICE, "2026-11-23T12:00:00-06:00", False),
        (OFFICE, "2026-11-23T16:59:59-06:00", True),
        (OFFICE, "2026-11-23T17:00:00-06:00", False),
        (OFFICE, "2026-11-24T10:00:00-06:00", False),  # a Tuesday
        (OFFICE, "2026-07-06T09:00:00-05:00", True),  # the same wall clock in summer
        (OFFICE, "2026-07-06T08:30:00-05:00", False),
        (NIGHTS, "2026-11-21T21:59:00-06:00", False),
        (NIGHTS, "2026-11-21T22:00:00-06:00", True),
        (NIGHTS, "2026-11-22T05:59:00-06:00", True),  # begun on Saturday
        (NIGHTS, "2026-11-22T06:00:00-06:00", False),
        (NIGHTS, "2026-11-21T03:00:00-06:00", False),  # Friday's night is nobody's
        (NIGHTS, "2026-03-08T01:59:00-06:00", True),  # the next minute is 3:00
        (NIGHTS, "2026-03-08T03:00:00-05:00", True),
        (NIGHTS, "2026-03-08T06:00:00-05:00", False),
        (NIGHTS, "2026-11-01T01:30:00-05:00", True),  # half past one, the first time
        (NIGHTS, "2026-11-01T01:30:00-06:00", True),  # and the second
        (NIGHTS, "2026-11-01T06:00:00-06:00", False),
        (ALWAYS, "2026-11-21T00:00:00-06:00", True),
        (ALWAYS, "2026-11-22T23:59:59-06:00", True),
        (ALWAYS, "2026-11-23T00:00:00-06:00", False),
    ],
)
def test_somebody_is_there_by_the_wall_clock_of_the_roster(hours, at, staffed):
    assert is_staffed(hours, at=moment(at)) == staffed


@pytest.mark.parametrize(("day", "minutes"), [("2026-03-07", 7 * 60), ("2026-10-31", 9 * 60), ("2026-11-21", 8 * 60)])
def test_night_shift_is_as_long_as_its_night(day, minutes):
    begin = moment(f"{day}T12:00:00-06:00")

    there = sum(is_staffed(NIGHTS, at=begin + timedelta(minutes=minute)) for minute in range(24 * 60))

    assert there == minutes


@pytest.mark.parametrize(
    ("zone", "week"),
    [
        ("America/Springfield", {"mon": [["09:00", "17:00"]]}),
        ("America/Chicago", {"monday": [["09:00", "17:00"]]}),
        ("America/Chicago", {"mon": [["9", "25:00"]]}),
        ("America/Chicago", {"mon": [["09:00"]]}),
        ("America/Chicago", {"mon": "09:00"}),
        ("America/Chicago", {"mon": [["09:00+01:00", "17:00"]]}),
        ("../etc/passwd", {"mon": [["09:00", "17:00"]]}),
    ],
)
def test_hours_that_cannot_be_read_are_refused(zone, week):
    with pytest.raises(HoursRefused):
        read_hours(zone, week)


@pytest.mark.parametrize(
    ("later", "out"),
    [
        (timedelta(minutes=14, seconds=59), False),
        (timedelta(minutes=15), True),
        (timedelta(seconds=-30), False),
        (timedelta(hours=-1), True),  # the clock was moved back
    ],
)
def test_clock_of_a_page_runs_out_even_when_it_is_moved_back(later, out):
    assert is_clock_out(since=NOON, minutes=15, at=NOON + later) == out


def test_silence_ends_in_the_open():
    assert AFTER_SILENCE == {PageState.CALLED: PageState.ESCALATED, PageState.ESCALATED: PageState.MISSED}
    assert [state for state in PageState if not state.is_open] == [PageState.ACKNOWLEDGED]
