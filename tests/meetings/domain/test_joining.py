"""When the way into an online meeting is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.meetings.domain.joining import WayIn, way_in
from handrail.meetings.domain.occurrences import Occurrence

START = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
HELD = Occurrence(START, START + timedelta(minutes=60), "America/Chicago")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - HOUR - SECOND, WayIn.LATER),
        (START - HOUR, WayIn.NOW),
        (START, WayIn.NOW),
        (START + HOUR - SECOND, WayIn.NOW),
    ],
)
def test_way_in_is_shown_from_one_hour_before_the_start(at, expected):
    found = way_in(is_listed=True, may_be_told=True, occurrence=HELD, at=at)

    assert found is expected


def test_meeting_without_hours_has_none_to_wait_for():
    found = way_in(is_listed=True, may_be_told=True, occurrence=None, at=START)

    assert found is WayIn.NOW


@pytest.mark.parametrize("at", [START - 2 * HOUR, START])
def test_terms_of_the_list_come_before_the_hour(at):
    found = way_in(is_listed=True, may_be_told=False, occurrence=HELD, at=at)

    assert found is WayIn.WITHHELD


@pytest.mark.parametrize("may_be_told", [True, False])
def test_nothing_listed_is_nothing_to_wait_for(may_be_told):
    found = way_in(is_listed=False, may_be_told=may_be_told, occurrence=HELD, at=START)

    assert found is WayIn.NONE
