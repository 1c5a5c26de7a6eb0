"""When one meeting is held, as its page says it: by its own clock, with the clock named."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from handrail.meetings.domain.venues import Venue
from handrail.meetings.one_meeting.times import times_of
from meetings.export.published_samples import RECORD

BREAK = "\N{NO-BREAK SPACE}"
SATURDAY_NOON = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)


def told(record, at=SATURDAY_NOON, language="en"):
    return times_of(record, language, at=at)


def lines(times) -> list[str]:
    return [f"{one.day}, {one.hours}".replace(BREAK, " ") for one in times.held_on]


def test_next_three_times_stand_with_their_days():
    record = replace(RECORD, weekdays=(1, 3))

    times = told(record)

    assert lines(times) == [
        "Monday, November 30, 7:30 pm to 8:45 pm",
        "Wednesday, December 2, 7:30 pm to 8:45 pm",
        "Monday, December 7, 7:30 pm to 8:45 pm",
    ]
    assert (times.rhythm, times.zone) == ("On Mondays and Wednesdays", "Central time")


def test_one_that_runs_is_first_until_it_ends_however_long_ago_it_began():
    late, over = datetime(2026, 12, 1, 2, 44, tzinfo=UTC), datetime(2026, 12, 1, 2, 45, tzinfo=UTC)

    running, next_ones = told(RECORD, late), told(RECORD, over)

    assert [one.is_now for one in running.held_on] == [True, False, False]
    assert [one.is_now for one in next_ones.held_on] == [False] * 3
    assert lines(next_ones)[0] == "Monday, December 7, 7:30 pm to 8:45 pm"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 10, 31, 12, 0, tzinfo=UTC), ["2:30 pm", "2:30 pm", "2:30 pm"]),
        (datetime(2027, 3, 13, 12, 0, tzinfo=UTC), ["2:30 pm", "2:30 pm", "2:30 pm"]),
    ],
)
def test_change_of_the_clock_leaves_its_hour(at, expected):
    record = replace(RECORD, weekdays=(0, 6), start=time(14, 30))

    times = told(record, at)

    assert [one.hours.replace(BREAK, " ").partition(" to ")[0] for one in times.held_on] == expected


def test_hour_that_the_clock_skips_is_told_as_it_is_then():
    record = replace(RECORD, weekdays=(0,), start=time(2, 30), minutes=60)

    times = told(record, datetime(2027, 3, 13, 12, 0, tzinfo=UTC))

    assert lines(times)[:2] == ["Sunday, March 14, 3:30 am to 4:30 am", "Sunday, March 21, 2:30 am to 3:30 am"]


def test_online_meeting_is_told_by_other_clocks_with_the_day_where_it_is_another():
    record = replace(RECORD, venue=Venue.ONLINE, weekdays=(1,), start=time(22, 30))

    times = told(record)

    assert [line.replace(BREAK, " ") for line in times.elsewhere] == [
        "11:30 pm Eastern time",
        "9:30 pm Mountain time",
        "8:30 pm Pacific time",
    ]


def test_online_meeting_abroad_names_its_town_and_the_day_before_here():
    record = replace(RECORD, venue=Venue.ONLINE, weekdays=(1,), start=time(4, 0), zone="Asia/Kolkata")

    times = told(record)

    assert times.zone == "Kolkata"
    assert times.elsewhere[0].replace(BREAK, " ") == "Sunday, November 29, 5:30 pm Eastern time"


def test_meeting_in_a_room_needs_no_other_clock():
    assert told(RECORD).elsewhere == ()


def test_suspended_meeting_has_no_next_time():
    times = told(replace(RECORD, venue=Venue.SUSPENDED))

    assert (times.held_on, times.elsewhere, times.rhythm) == ((), (), "On Mondays")
    assert times.hours.replace(BREAK, " ") == "7:30 pm to 8:45 pm"


def test_by_appointment_has_no_hour():
    times = told(replace(RECORD, weekdays=(), start=None))

    assert (times.rhythm, times.hours, times.held_on) == ("By appointment", "", ())


@pytest.mark.parametrize(
    ("weekdays", "expected", "spanish"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "Every day", "Todos los días"),
        ((1, 2, 3, 4, 5), "Monday to Friday", "De lunes a viernes"),
        ((0, 6), "On Saturdays and Sundays", "Los sábados y domingos"),
        ((0, 2, 4), "On Tuesdays, Thursdays and Sundays", "Los martes, jueves y domingos"),
    ],
)
def test_rhythm_is_told_from_monday_on(weekdays, expected, spanish):
    record = replace(RECORD, weekdays=weekdays)

    assert (told(record).rhythm, told(record, language="es").rhythm) == (expected, spanish)


def test_spanish_day_begins_its_line_in_capitals():
    line = lines(told(RECORD, language="es"))[0]

    assert line == "Lunes 30 de noviembre, 7:30 p. m. a 8:45 p. m."


def test_what_is_always_open_has_no_hours_and_no_other_clocks():
    record = replace(RECORD, weekdays=tuple(range(7)), start=time(0), minutes=24 * 60, venue=Venue.ONLINE)

    always, on_saturdays = told(record), told(replace(record, weekdays=(6,)))

    assert (always.hours, always.is_always_open, always.elsewhere) == ("day and night", True, ())
    assert (on_saturdays.hours, on_saturdays.is_always_open) == ("midnight to midnight", False)
    assert len(on_saturdays.elsewhere) == 3
