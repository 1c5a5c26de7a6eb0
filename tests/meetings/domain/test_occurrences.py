"""A weekly meeting is held by its own clock, also in the nights in which that clock is changed."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.domain.occurrences import (
    Occurrence,
    WeeklyTime,
    can_be_joined,
    minutes_until,
    next_day,
    next_occurrence,
    occurrence_in_progress,
    occurrence_to_join,
    occurrences,
    occurrences_to_join,
    weekday_of,
)

CHICAGO, NEW_YORK, BERLIN, KOLKATA, ADELAIDE = (
    "America/Chicago",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Adelaide",
)
SUNDAY, MONDAY, SATURDAY = 0, 1, 6
EVERY_DAY = range(7)
CHANGING_ZONES = (
    CHICAGO, NEW_YORK, BERLIN, KOLKATA, ADELAIDE,
    "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Chatham", "UTC",
    "America/Scoresbysund",
    "America/Havana", "Africa/Cairo", "America/Santiago", "Antarctica/Troll",
)  # fmt: skip


def weekly(days, start, zone=CHICAGO, *, minutes=60) -> WeeklyTime:
    found = WeeklyTime.of([days] if isinstance(days, int) else days, time.fromisoformat(start), minutes, zone)
    assert found is not None
    return found


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def starts(meeting: WeeklyTime, after: str, number: int) -> list[str]:
    return [f"{each.start:%Y-%m-%d %H:%M}" for each in islice(occurrences(meeting, after=utc(after)), number)]


@pytest.mark.parametrize(
    ("meeting", "after", "expected"),
    [
        pytest.param(
            weekly(MONDAY, "19:00"), "2026-11-23 12:00", ["2026-11-24 01:00", "2026-12-01 01:00"], id="evening"
        ),
        pytest.param(weekly((1, 3), "12:00"), "2026-11-23 18:00", ["2026-11-23 18:00", "2026-11-25 18:00"], id="days"),
        pytest.param(weekly(SUNDAY, "09:00"), "2026-10-26 00:00", ["2026-11-01 15:00", "2026-11-08 15:00"], id="back"),
        pytest.param(
            weekly(SUNDAY, "00:30"), "2026-10-26 00:00", ["2026-11-01 05:30", "2026-11-08 06:30"], id="before"
        ),
        pytest.param(weekly(SUNDAY, "01:30"), "2026-10-26 00:00", ["2026-11-01 06:30", "2026-11-08 07:30"], id="twice"),
        pytest.param(weekly(SUNDAY, "01:30"), "2026-11-01 06:31", ["2026-11-08 07:30"], id="not its second time"),
        pytest.param(
            weekly(SUNDAY, "02:30"), "2027-03-08 00:00", ["2027-03-14 08:30", "2027-03-21 07:30"], id="skipped"
        ),
        pytest.param(weekly(SUNDAY, "03:00"), "2027-03-08 00:00", ["2027-03-14 08:00", "2027-03-21 08:00"], id="after"),
        pytest.param(
            weekly(SUNDAY, "02:30", BERLIN), "2027-03-22 00:00", ["2027-03-28 01:30", "2027-04-04 00:30"], id="Berlin"
        ),
        pytest.param(
            weekly(SATURDAY, "23:30", "America/Scoresbysund"),
            "2027-03-28 01:10",
            ["2027-03-28 01:30", "2027-04-04 00:30"],
            id="skipped into the next day",
        ),
        pytest.param(
            weekly(MONDAY, "18:00", KOLKATA),
            "2026-11-23 12:00",
            ["2026-11-23 12:30", "2026-11-30 12:30"],
            id="half hour",
        ),
        pytest.param(
            weekly(SUNDAY, "02:30", ADELAIDE),
            "2026-10-02 00:00",
            ["2026-10-03 17:00", "2026-10-10 16:00"],
            id="Adelaide",
        ),
        pytest.param(
            weekly(SATURDAY, "23:30"),
            "2026-11-22 05:29",
            ["2026-11-22 05:30", "2026-11-29 05:30"],
            id="end of the week",
        ),
    ],
)
def test_occurrences_follow_the_clock_of_the_meeting(meeting, after, expected):
    found = starts(meeting, after, len(expected))

    assert found == expected


@pytest.mark.parametrize(
    ("meeting", "at", "day"),
    [
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 01:00", "2026-11-23", id="begins"),
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 01:01", "2026-11-30", id="has begun"),
        pytest.param(weekly(SUNDAY, "02:30"), "2027-03-14 08:15", "2027-03-14", id="03:15 by the clock set forward"),
        pytest.param(
            weekly(SATURDAY, "23:30", "America/Nuuk"), "2027-03-28 01:15", "2027-03-27", id="Sunday, Saturday's time"
        ),
        pytest.param(weekly(SUNDAY, "01:30"), "2026-11-01 07:10", "2026-11-08", id="the second 01:10"),
    ],
)
def test_next_day_is_that_of_the_weekly_time_also_where_the_clock_skips_it(meeting, at, day):
    assert next_day(meeting, at=utc(at)).isoformat() == day


@pytest.mark.parametrize(
    ("meeting", "at", "expected"),
    [
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 00:59", None, id="before"),
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 01:00", "2026-11-24 01:00", id="begins"),
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 01:59", "2026-11-24 01:00", id="last minute"),
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 02:00", None, id="over"),
        pytest.param(weekly(SATURDAY, "23:30"), "2026-11-22 06:15", "2026-11-22 05:30", id="Sunday, 00:15"),
        pytest.param(weekly(SATURDAY, "23:30"), "2026-11-22 06:30", None, id="Sunday, 00:30"),
        pytest.param(weekly(SUNDAY, "01:30"), "2026-11-01 07:10", "2026-11-01 06:30", id="first 01:30, second 01:10"),
        pytest.param(weekly(SUNDAY, "01:30"), "2026-11-01 07:30", None, id="the second 01:30"),
        pytest.param(weekly(SUNDAY, "02:30"), "2027-03-14 08:15", None, id="03:15 by the clock set forward"),
        pytest.param(weekly(SUNDAY, "02:30"), "2027-03-14 08:45", "2027-03-14 08:30", id="03:45 by the same"),
        pytest.param(
            weekly(EVERY_DAY, "00:00", minutes=1440), "2026-11-24 06:00", "2026-11-24 06:00", id="day and night"
        ),
        pytest.param(
            weekly(EVERY_DAY, "00:00", minutes=1440),
            "2027-03-15 05:30",
            "2027-03-15 05:00",
            id="after a day of 23 hours",
        ),
        pytest.param(weekly(EVERY_DAY, "00:00", minutes=1440), "2026-11-02 05:30", None, id="after 24 hours of 25"),
    ],
)
def test_occurrence_in_progress(meeting, at, expected):
    found = occurrence_in_progress(meeting, at=utc(at))

    assert (found and f"{found.start:%Y-%m-%d %H:%M}") == expected


@pytest.mark.parametrize(
    ("meeting", "at", "expected"),
    [
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 01:10:00", "2026-11-24 01:00", id="ten minutes late"),
        pytest.param(weekly(MONDAY, "19:00"), "2026-11-24 01:10:01", "2026-12-01 01:00", id="more than ten"),
        pytest.param(weekly(MONDAY, "19:00", minutes=5), "2026-11-24 01:05:00", "2026-12-01 01:00", id="over before"),
        pytest.param(weekly(MONDAY, "19:00", minutes=239), "2026-11-24 02:00", "2026-12-01 01:00", id="a long meeting"),
        pytest.param(weekly(MONDAY, "19:00", minutes=240), "2026-11-24 04:59", "2026-11-24 01:00", id="an open room"),
        pytest.param(weekly(MONDAY, "19:00", minutes=240), "2026-11-24 05:00", "2026-12-01 01:00", id="a closed one"),
    ],
)
def test_occurrence_to_join_is_one_that_has_just_begun_or_the_next(meeting, at, expected):
    found = occurrence_to_join(meeting, at=utc(at))

    assert f"{found.start:%Y-%m-%d %H:%M}" == expected


def test_grace_is_the_askers_choice():
    meeting, at = weekly(MONDAY, "19:00"), utc("2026-11-24 01:40")

    found = [occurrence_to_join(meeting, at=at, grace=timedelta(minutes=minutes)) for minutes in (0, 39, 40)]

    assert [each.is_in_progress(at) for each in found] == [False, False, True]


def test_each_weekday_has_an_occurrence_to_join():
    meeting = weekly((1, 3, 5), "19:00")

    found = occurrences_to_join(meeting, at=utc("2026-11-25 12:00"))

    assert [f"{each.local_start:%a %d %H:%M}" for each in found] == ["Wed 25 19:00", "Fri 27 19:00", "Mon 30 19:00"]


def test_an_occurrence_tells_its_own_clock_with_an_hour_that_lasts_an_hour():
    found = next_occurrence(weekly(SUNDAY, "01:30"), at=utc("2026-10-30 00:00"))

    assert (found.local_start.isoformat(), found.local_end.isoformat()) == (
        "2026-11-01T01:30:00-05:00",
        "2026-11-01T01:30:00-06:00",
    )
    assert (found.zone, found.end - found.start) == (CHICAGO, timedelta(hours=1))


@pytest.mark.parametrize(
    ("at", "minutes"),
    [("00:20:00", 40), ("00:59:00", 1), ("00:59:01", 1), ("00:58:59", 2), ("01:00:00", 0), ("01:05:00", 0)],
)
def test_minutes_until_count_a_begun_minute_whole(at, minutes):
    occurrence = Occurrence(utc("2026-11-24 01:00"), utc("2026-11-24 02:00"), CHICAGO)

    found = minutes_until(occurrence, at=utc(f"2026-11-24 {at}"))

    assert found == minutes


def test_a_moment_may_be_told_by_any_clock_and_in_the_hour_that_comes_twice():
    meeting = weekly(SUNDAY, "01:30")
    second_time = datetime(2026, 11, 1, 1, 10, tzinfo=ZoneInfo(CHICAGO), fold=1)

    found = occurrence_in_progress(meeting, at=second_time)

    assert found is not None
    assert found.start == utc("2026-11-01 06:30")
    assert next_occurrence(meeting, at=second_time).start == utc("2026-11-08 07:30")
    assert can_be_joined(found, at=second_time) is False


@pytest.mark.parametrize(
    ("days", "start", "minutes"),
    [((), None, 60), ("", None, 60), ((), time(19), 60), ((1,), None, 60)],
)
def test_by_appointment_there_is_no_weekly_time(days, start, minutes):
    assert WeeklyTime.of(days, start, minutes, CHICAGO) is None


def test_weekdays_are_read_as_rows_and_as_records_keep_them():
    assert WeeklyTime.of("135", time(19), 60, CHICAGO) == WeeklyTime.of((1, 3, 5), time(19), 60, CHICAGO)


@pytest.mark.parametrize(("days", "minutes"), [({7}, 60), ({-1}, 60), (set(), 60), ({1}, 0), ({1}, 1441)])
def test_a_weekly_time_that_cannot_be_is_refused(days, minutes):
    with pytest.raises(ValueError, match=r"weekday|lasts"):
        WeeklyTime(frozenset(days), time(19), minutes, CHICAGO)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs a zone"):
        next_occurrence(weekly(MONDAY, "19:00"), at=datetime(2026, 11, 23, 12))  # noqa: DTZ001


weekly_times = st.builds(
    WeeklyTime,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    start=st.times().map(lambda each: each.replace(second=0, microsecond=0, fold=0)),
    minutes=st.integers(1, 1440),
    zone=st.sampled_from(CHANGING_ZONES),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
near_changes = st.builds(
    lambda change, hours: change + timedelta(hours=hours),
    st.sampled_from(
        [utc("2026-11-01 06:00"), utc("2027-03-14 08:00"), utc("2027-03-28 01:00"), utc("2026-10-03 16:30")]
    ),
    st.floats(-200, 200),
)
any_moment = st.one_of(moments, near_changes)


def is_skipped(occurrence: Occurrence, start: time) -> bool:
    """The clock never shows the weekly time on that day."""
    local = occurrence.local_start
    return local.replace(hour=start.hour, minute=start.minute, fold=0).astimezone(UTC) == occurrence.start


@given(weekly_times, any_moment)
def test_local_start_is_the_weekly_one_unless_the_clock_skips_it(meeting, at):
    for each in islice(occurrences(meeting, after=at), 8):
        local = each.local_start

        kept = (local.time(), local.fold) == (meeting.start, 0) and weekday_of(local.date()) in meeting.weekdays

        assert kept or is_skipped(each, meeting.start)


@given(weekly_times, any_moment)
def test_occurrences_are_in_order_and_next_after_next_is_a_week_later_on_the_wall(meeting, at):
    number = len(meeting.weekdays)

    found = list(islice(occurrences(meeting, after=at), 2 * number + 1))

    assert all(first.start < second.start for first, second in pairwise(found))
    assert found[0].start >= at
    for first, second in zip(found, found[number:], strict=False):
        if not (is_skipped(first, meeting.start) or is_skipped(second, meeting.start)):
            walls = [each.local_start.replace(tzinfo=None) for each in (first, second)]
            assert walls[1] - walls[0] == timedelta(days=7)


@given(weekly_times, any_moment)
def test_nothing_is_left_out_between_a_moment_and_the_next(meeting, at):
    expected = sorted(
        start
        for days in range(-2, 10)
        if weekday_of(day := at.astimezone(ZoneInfo(meeting.zone)).date() + timedelta(days=days)) in meeting.weekdays
        and (start := datetime.combine(day, meeting.start, ZoneInfo(meeting.zone)).astimezone(UTC)) >= at
    )

    found = next_occurrence(meeting, at=at)

    assert found.start == expected[0]


@given(weekly_times, any_moment)
def test_what_is_to_be_joined_is_in_progress_or_the_next(meeting, at):
    found = occurrence_to_join(meeting, at=at)

    assert found.end > at
    assert found.is_in_progress(at) or found == next_occurrence(meeting, at=at)
    assert found == occurrences_to_join(meeting, at=at)[0]
