"""Times as a reader of any clock reads them, also in the nights in which a clock is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from handrail.meetings.domain.occurrences import DAY, WeeklyTime, occurrence_on, occurrence_to_join
from handrail.meetings.wordings.times import both_clocks, day_told, today_told, when_told

CHICAGO, NEW_YORK, KOLKATA = "America/Chicago", "America/New_York", "Asia/Kolkata"
EVERY_DAY = frozenset(range(7))
LATE = timedelta(minutes=30)


def in_chicago(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(CHICAGO)).astimezone(UTC)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def joined(start: time, *, at: datetime, zone: str = CHICAGO, minutes: int = 60):
    return occurrence_to_join(WeeklyTime(EVERY_DAY, start, minutes, zone), at=at, grace=LATE)


def told(start: time, at: str, *, zone: str = CHICAGO, minutes: int = 60, language: str = "en"):
    moment = in_chicago(at)
    when = when_told(joined(start, at=moment, zone=zone, minutes=minutes), zone=CHICAGO, at=moment, language=language)
    return plain(when.main), plain(when.beside)


def clocks(start: time, at: str, *, zone: str, minutes: int = 60, language: str = "en") -> str:
    moment = in_chicago(at)
    occurrence = joined(start, at=moment, zone=zone, minutes=minutes)
    return plain(both_clocks(occurrence, zone=CHICAGO, at=moment, language=language))


@pytest.mark.parametrize(
    ("start", "at", "expected"),
    [
        (time(18, 30), "2026-11-27 18:42", ("Now", "since 6:30")),
        (time(19), "2026-11-27 18:42", ("7:00 pm", "in 18 min")),
        (time(19), "2026-11-27 18:59:30", ("7:00 pm", "in 1 min")),
        (time(20), "2026-11-27 19:00", ("8:00 pm", "in 1 h")),
        (time(21), "2026-11-27 18:42", ("9:00 pm", "in 2 h 18 min")),
        (time(22), "2026-11-27 18:42", ("10:00 pm", "in 3 h")),
        (time(12), "2026-11-27 11:50", ("Noon", "in 10 min")),
        (time(12), "2026-11-27 12:05", ("Now", "since noon")),
        (time(0), "2026-11-27 23:50", ("Midnight", "in 10 min")),
        (time(0, 30), "2026-11-27 23:50", ("12:30 am", "in 40 min")),  # of the next day, and still tonight
        (time(23, 45), "2026-11-28 00:05", ("Now", "since 11:45")),  # it began yesterday
        (time(7), "2026-11-27 18:42", ("7:00 am", "tomorrow")),
    ],
)
def test_what_runs_and_what_comes_is_told_by_the_readers_clock(start, at, expected):
    assert told(start, at) == expected


def test_room_that_is_open_for_long_tells_how_long_it_stays_open():
    assert told(time(8), "2026-11-27 11:00", minutes=300) == ("Now", "until 1:00 pm")
    assert told(time(0), "2026-11-27 11:00", minutes=1440) == ("Now", "day and night")


@pytest.mark.parametrize(
    ("start", "at", "zone", "expected"),
    [
        (time(20), "2026-11-27 18:42", NEW_YORK, "starts 8:00 pm in New York, 7:00 pm for you"),
        (time(19, 35), "2026-11-27 18:42", NEW_YORK, "began 7:35 pm in New York, 6:35 pm for you"),
        (time(20), "2026-11-27 18:42", CHICAGO, ""),
        (time(20), "2026-11-27 18:42", "America/Winnipeg", ""),  # another zone that shows the same hour
        (time(7), "2026-11-27 18:42", KOLKATA, "starts Saturday 7:00 am in Kolkata, 7:30 pm for you"),
        (time(7), "2026-11-27 18:42", "Asia/Kathmandu", "starts Saturday 7:00 am in Kathmandu, 7:15 pm for you"),
        (time(1), "2026-11-27 18:42", "UTC", "starts Saturday 1:00 am in universal time (UTC), 7:00 pm for you"),
    ],
)
def test_other_clock_is_named_by_its_place_only_where_it_differs(start, at, zone, expected):
    assert clocks(start, at, zone=zone) == expected


def test_room_that_is_open_day_and_night_needs_no_clocks():
    assert clocks(time(0), "2026-11-27 18:42", zone=NEW_YORK, minutes=1440) == ""


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # Europe has set its clocks back, America not yet; then both have; in spring America is first.
        ("2026-10-26 10:00", "starts 5:00 pm in London, noon for you"),
        ("2026-11-02 10:00", "starts 5:00 pm in London, 11:00 am for you"),
        ("2027-03-15 10:00", "starts 5:00 pm in London, noon for you"),
        ("2027-03-29 10:00", "starts 5:00 pm in London, 11:00 am for you"),
    ],
)
def test_weeks_between_two_changes_of_clocks_are_told_right(at, expected):
    assert clocks(time(17), at, zone="Europe/London") == expected


@pytest.mark.parametrize(
    ("day", "start", "expected"),
    [
        ("2026-11-01", time(1, 30), "1:30 am"),  # comes twice: the first of them
        ("2027-03-14", time(2, 30), "3:30 am"),  # is skipped
        ("2027-03-14", time(3, 0), "3:00 am"),
    ],
)
def test_hour_that_comes_twice_or_never_is_told_as_it_is_held(day, start, expected):
    at = in_chicago(f"{day} 00:00")
    weekly = WeeklyTime(EVERY_DAY, start, 60, CHICAGO)
    occurrence = occurrence_on(weekly, datetime.fromisoformat(day).date())

    when = when_told(occurrence, zone=CHICAGO, at=at, language="en")

    assert plain(when.main) == expected


def test_wait_through_the_night_of_a_change_is_that_of_a_watch():
    at = in_chicago("2026-11-01 00:30")

    when = when_told(joined(time(3), at=at), zone=CHICAGO, at=at, language="en")

    assert (plain(when.main), plain(when.beside)) == ("3:00 am", "in 3 h")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-27 03:59", "Tonight"), ("2026-11-27 04:00", "Today"), ("2026-11-27 16:59", "Today"),
        ("2026-11-27 17:00", "Tonight"), ("2026-11-27 23:59", "Tonight"),
    ],
)  # fmt: skip
def test_evening_is_tonight(at, expected):
    assert today_told(in_chicago(at), zone=CHICAGO, language="en") == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-27 23:00", "Tonight"), ("2026-11-28 03:59", "Tonight"), ("2026-11-28 04:00", "Tomorrow"),
        ("2026-11-29 00:00", "Sunday, November 29"), ("2026-12-04 19:00", "Friday, December 4"),
    ],
)  # fmt: skip
def test_day_is_named_and_the_small_hours_belong_to_the_night_before(start, expected):
    at = in_chicago("2026-11-27 18:42")

    assert day_told(in_chicago(start), zone=CHICAGO, at=at, language="en") == expected


def test_after_midnight_the_morning_is_of_today():
    at = in_chicago("2026-11-28 01:00")

    assert day_told(in_chicago("2026-11-28 03:00"), zone=CHICAGO, at=at, language="en") == "Tonight"
    assert day_told(in_chicago("2026-11-28 07:00"), zone=CHICAGO, at=at, language="en") == "Today"
    assert day_told(in_chicago("2026-11-29 00:30"), zone=CHICAGO, at=at, language="en") == "Tomorrow"


def test_spanish_is_told_as_people_write_it():
    assert told(time(19), "2026-11-27 18:42", language="es") == ("7:00 p. m.", "en 18 min")
    expected = "empieza: 8:00 p. m. en Nueva York, 7:00 p. m. para usted"
    assert clocks(time(20), "2026-11-27 18:42", zone=NEW_YORK, language="es") == expected
    day = in_chicago("2026-11-27 18:42") + 3 * DAY
    at = in_chicago("2026-11-27 18:42")
    assert day_told(day, zone=CHICAGO, at=at, language="es") == "lunes 30 de noviembre"
