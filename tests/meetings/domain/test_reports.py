"""Of which day somebody speaks who presses now: the last time that the meeting began, on its own calendar."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.domain.occurrences import WeeklyTime, occurrence_on, weekday_of
from handrail.meetings.domain.reports import MEDICINE, SEEN, Answer, last_held

MONDAY_NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # in Chicago


@pytest.mark.parametrize(
    ("weekdays", "start", "zone", "day"),
    [
        ("1", time(12), "America/Chicago", date(2026, 11, 23)),  # begins now
        ("1", time(12, 1), "America/Chicago", date(2026, 11, 16)),  # in a minute: people speak of last week
        ("0", time(19), "America/Chicago", date(2026, 11, 22)),
        ("2", time(7), "Pacific/Auckland", date(2026, 11, 24)),  # it is Tuesday there
        ("0123456", time(23, 30), "America/Chicago", date(2026, 11, 22)),
        ("1", time(23, 30), "Asia/Kolkata", date(2026, 11, 23)),  # half past eleven there
    ],
)
def test_last_held(weekdays, start, zone, day):
    weekly = WeeklyTime.of(weekdays, start, 60, zone)

    held = last_held(weekly, zone=zone, at=MONDAY_NOON)

    assert (held.day, held.began_at) == (day, occurrence_on(weekly, day).start)


def test_by_appointment_people_speak_of_today():
    held = last_held(None, zone="America/Chicago", at=MONDAY_NOON)

    assert held == (date(2026, 11, 23), datetime(2026, 11, 23, 6, 0, tzinfo=UTC))


def test_time_that_the_clock_skips_was_held_an_hour_later():
    weekly = WeeklyTime.of("0", time(2, 30), 60, "America/Chicago")

    before = last_held(weekly, zone="America/Chicago", at=datetime(2027, 3, 14, 8, 29, tzinfo=UTC))
    after = last_held(weekly, zone="America/Chicago", at=datetime(2027, 3, 14, 8, 30, tzinfo=UTC))

    assert (before.day, after.day) == (date(2027, 3, 7), date(2027, 3, 14))


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    start=st.times(),
    zone=st.sampled_from(["America/Chicago", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]),
    at=st.integers(0, 2_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
)
def test_last_held_has_begun_and_nothing_of_it_began_since(weekdays, start, zone, at):
    weekly = WeeklyTime.of(weekdays, start, 60, zone)

    held = last_held(weekly, zone=zone, at=at)

    since = (held.day.fromordinal(held.day.toordinal() + later) for later in range(1, 10))
    later = [occurrence_on(weekly, day).start for day in since if weekday_of(day) in weekdays]
    assert held.began_at <= at
    assert [start for start in later if held.began_at < start <= at] == []


def test_each_answer_belongs_to_one_question():
    assert sorted([*SEEN, *MEDICINE]) == sorted(Answer)
