"""The nearer a release, the shorter the limits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.release import first_called, is_near, urgency_near

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (30, Urgency.NEXT_DAY),
        (8, Urgency.NEXT_DAY),
        (7, Urgency.TODAY),
        (2, Urgency.TODAY),
        (1, Urgency.NOW),
        (0, Urgency.NOW),
        (-3, Urgency.NOW),
        (-14, Urgency.NOW),
        (-15, Urgency.NEXT_DAY),
    ],
)
def test_limits_tighten_day_by_day(days, expected):
    assert urgency_near(Urgency.NEXT_DAY, release_on=DAY + timedelta(days=days), on=DAY) is expected


@pytest.mark.parametrize("urgency", Urgency)
def test_what_was_urgent_stays_urgent(urgency):
    far = DAY + timedelta(days=99)

    assert [urgency_near(urgency, release_on=day, on=DAY) for day in (None, far)] == [urgency, urgency]


@pytest.mark.parametrize(("days", "expected"), [(8, False), (7, True), (0, True), (-14, True), (-15, False)])
def test_a_release_is_near_from_a_week_before_to_two_weeks_after(days, expected):
    assert is_near(DAY + timedelta(days=days), on=DAY) is expected


def test_nobody_is_called_about_a_far_release_before_the_night_four_weeks_before_it():
    assert first_called(DAY, zone="America/Chicago") == datetime(2026, 10, 26, 5, tzinfo=UTC)
