"""The changes of a clock are found to the second."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.domain.clock_changes import offset_at, offsets_between


@pytest.mark.parametrize(
    ("zone", "around", "change", "hours"),
    [
        ("America/Chicago", "2026-11-01", "2026-11-01T07:00", (-5, -6)),
        ("America/New_York", "2027-03-14", "2027-03-14T07:00", (-5, -4)),
        ("Europe/Berlin", "2027-03-28", "2027-03-28T01:00", (1, 2)),
        ("Australia/Adelaide", "2026-10-04", "2026-10-03T16:30", (9.5, 10.5)),
        ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T15:30", (10.5, 11)),
    ],
)
def test_a_change_is_found_to_the_second(zone, around, change, hours):
    middle = datetime.fromisoformat(around).replace(tzinfo=UTC)

    found = offsets_between(zone, middle - timedelta(days=9), middle + timedelta(days=9))

    assert [each.since for each in found] == [
        middle - timedelta(days=9),
        datetime.fromisoformat(change).replace(tzinfo=UTC),
    ]
    assert tuple(each.offset / timedelta(hours=1) for each in found) == hours


def test_a_clock_that_never_changes_has_one_offset():
    found = offsets_between("Asia/Kolkata", datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))

    assert [each.offset for each in found] == [timedelta(hours=5, minutes=30)]


@given(
    st.sampled_from(["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"]),
    st.integers(0, 365 * 24 * 60),
)
def test_the_offset_of_any_minute_of_a_year_is_the_last_one_since(zone, minute):
    first = datetime(2026, 6, 1, tzinfo=UTC)
    moment = first + timedelta(minutes=minute)

    known = offsets_between(zone, first, first + timedelta(days=366))

    assert [each.offset for each in known if each.since <= moment][-1] == offset_at(ZoneInfo(zone), moment)
