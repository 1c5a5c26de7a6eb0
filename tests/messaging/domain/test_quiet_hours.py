from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.messaging.domain.quiet_hours import USUAL_FROM, USUAL_TO, QuietHours, quiet_somewhere_until, quiet_until

CHICAGO = QuietHours(USUAL_FROM, USUAL_TO, "America/Chicago")
HOURS = st.builds(
    QuietHours,
    st.times().map(lambda found: found.replace(second=0, microsecond=0)),
    st.times().map(lambda found: found.replace(second=0, microsecond=0)),
    st.sampled_from(["America/Chicago", "America/Phoenix", "Australia/Lord_Howe", "America/Puerto_Rico"]),
)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-23T20:59:59-06:00", None),
        ("2026-11-23T21:00:00-06:00", "2026-11-24T08:00:00-06:00"),
        ("2026-11-24T00:30:00-06:00", "2026-11-24T08:00:00-06:00"),
        ("2026-11-24T07:59:59-06:00", "2026-11-24T08:00:00-06:00"),
        ("2026-11-24T08:00:00-06:00", None),
        ("2026-03-07T22:00:00-06:00", "2026-03-08T08:00:00-05:00"),  # the night that is an hour short
        ("2026-10-31T22:00:00-05:00", "2026-11-01T08:00:00-06:00"),  # the night that is an hour long
    ],
)
def test_nobody_is_texted_at_night_by_their_own_clock(at, until):
    assert quiet_until(CHICAGO, at=moment(at)) == (until and moment(until))


def test_quiet_hours_of_the_day_end_the_same_day():
    siesta = QuietHours(time(13), time(15), "America/Puerto_Rico")

    assert quiet_until(siesta, at=moment("2026-07-01T14:00:00-04:00")) == moment("2026-07-01T15:00:00-04:00")


def test_from_and_to_alike_is_never_quiet():
    never = QuietHours(time(0), time(0), "America/Chicago")

    assert {quiet_until(never, at=moment(f"2026-07-01T{hour:02}:00:00Z")) for hour in range(24)} == {None}


def test_hour_that_comes_twice_may_end_the_second_time():
    hours = QuietHours(time(21), time(1, 30), "America/Chicago")

    again = quiet_until(hours, at=moment("2026-11-01T01:10:00-06:00"))

    assert again == moment("2026-11-01T01:30:00-06:00")


@given(hours=HOURS, at=MOMENTS)
def test_quiet_always_ends_later_and_within_a_day(hours, at):
    until = quiet_until(hours, at=at)

    assert until is None or timedelta() < until - at <= timedelta(hours=25)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-07-01T18:00:00Z", None),  # 8 in Honolulu, 2 in the afternoon in New York and San Juan
        ("2026-07-02T00:59:59Z", None),  # a second before 9 at night in New York and San Juan
        ("2026-07-02T01:00:00Z", "2026-07-02T18:00:00Z"),
        ("2026-07-01T17:59:59Z", "2026-07-01T18:00:00Z"),
        ("2026-12-02T00:59:59Z", None),  # San Juan keeps no summer time: its night begins first
        ("2026-12-02T01:00:00Z", "2026-12-02T18:00:00Z"),
    ],
)
def test_reader_whose_zone_nobody_knows_is_written_to_while_it_is_day_everywhere(at, until):
    assert quiet_somewhere_until(at=moment(at)) == (until and moment(until))
