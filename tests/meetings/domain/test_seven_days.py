"""Seven days on the clock of one zone, also in the weeks in which that clock is changed."""

from datetime import UTC, date, datetime, time

import pytest

from handrail.meetings.domain.occurrences import WeeklyTime
from handrail.meetings.domain.seven_days import SevenDays

CHICAGO, NEW_YORK, KOLKATA = "America/Chicago", "America/New_York", "Asia/Kolkata"
DAILY = frozenset(range(7))


def held(week: SevenDays, weekly: WeeklyTime) -> list[str]:
    return [f"{week.local(each.start):%a %d %H:%M}" for each in week.held(weekly)]


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        (datetime(2026, 11, 28, 6, 0, tzinfo=UTC), date(2026, 11, 28), date(2026, 12, 4)),
        (datetime(2026, 11, 28, 5, 59, tzinfo=UTC), date(2026, 11, 27), date(2026, 12, 3)),
    ],
)
def test_week_begins_today_by_its_own_clock(at, first, last):
    week = SevenDays.beginning_at(at, CHICAGO)

    assert (week.first, week.last, len(week.days)) == (first, last, 7)


def test_daily_meeting_stands_on_each_day_once_also_what_began_earlier_today():
    week = SevenDays.beginning_at(datetime(2026, 11, 28, 23, 0, tzinfo=UTC), CHICAGO)

    found = held(week, WeeklyTime(DAILY, time(7), 60, CHICAGO))

    assert found == [f"{day} 07:00" for day in ("Sat 28", "Sun 29", "Mon 30", "Tue 01", "Wed 02", "Thu 03", "Fri 04")]


@pytest.mark.parametrize(
    ("first", "hours"),
    [
        (date(2026, 10, 29), ["19:00"] * 7),  # back on November 1
        (date(2027, 3, 11), ["19:00"] * 7),  # ahead on March 14
    ],
)
def test_hour_stays_where_both_clocks_change(first, hours):
    week = SevenDays(first, CHICAGO)

    found = held(week, WeeklyTime(DAILY, time(20), 60, NEW_YORK))

    assert [line[-5:] for line in found] == hours


def test_hour_moves_where_only_one_clock_changes():
    week = SevenDays(date(2026, 10, 30), CHICAGO)

    found = held(week, WeeklyTime(DAILY, time(20), 60, KOLKATA))

    assert [line[-5:] for line in found] == ["09:30"] * 2 + ["08:30"] * 5


def test_late_meeting_elsewhere_stands_on_the_day_on_which_it_is_here():
    week = SevenDays(date(2026, 11, 28), CHICAGO)

    found = held(week, WeeklyTime(frozenset({0}), time(0, 30), 60, NEW_YORK))  # Sundays, half past midnight

    assert found == ["Sat 28 23:30"]


def test_last_moment_of_the_last_day_is_in_and_midnight_is_not():
    week = SevenDays(date(2026, 11, 28), CHICAGO)
    friday, saturday = frozenset({5}), frozenset({6})

    found = [
        held(week, WeeklyTime(friday, time(23, 59), 60, CHICAGO)),
        held(week, WeeklyTime(saturday, time(0, 0), 60, CHICAGO)),
    ]

    assert found == [["Fri 04 23:59"], ["Sat 28 00:00"]]


@pytest.mark.parametrize(
    ("first", "weekly", "is_alike"),
    [
        pytest.param(date(2026, 11, 28), WeeklyTime(DAILY, time(7), 60, CHICAGO), True, id="daily"),
        pytest.param(date(2026, 11, 28), WeeklyTime(DAILY, time(23, 30), 60, NEW_YORK), True, id="elsewhere"),
        pytest.param(date(2026, 11, 28), WeeklyTime(DAILY - {3}, time(7), 60, CHICAGO), False, id="but one day"),
        pytest.param(date(2026, 10, 29), WeeklyTime(DAILY, time(7), 60, CHICAGO), True, id="both clocks are set back"),
        pytest.param(date(2026, 10, 29), WeeklyTime(DAILY, time(7), 60, KOLKATA), False, id="one clock is set back"),
        pytest.param(date(2026, 10, 29), WeeklyTime(DAILY, time(0, 30), 90, CHICAGO), False, id="ends at another hour"),
        pytest.param(date(2027, 3, 12), WeeklyTime(DAILY, time(2, 30), 60, CHICAGO), False, id="once an hour later"),
        pytest.param(date(2026, 10, 29), WeeklyTime(DAILY, time(0), 1440, KOLKATA), True, id="always open"),
    ],
)
def test_week_is_alike_each_day_only_where_one_line_tells_the_truth(first, weekly, is_alike):
    week = SevenDays(first, CHICAGO)

    assert week.is_alike_each_day(weekly) is is_alike
