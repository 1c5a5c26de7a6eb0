"""The nearer a release, the shorter the limits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.release import (
    BEGINS_AFTER,
    IS_OVER_AFTER,
    Ahead,
    ahead_of,
    first_called,
    is_near,
    urgency_near,
)

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


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, None),
        (6, None),
        (7, Ahead.ONE_WEEK),
        (13, Ahead.ONE_WEEK),
        (14, Ahead.TWO_WEEKS),
        (30, Ahead.TWO_WEEKS),
        (31, Ahead.ONE_MONTH),
        (60, Ahead.ONE_MONTH),
        (61, Ahead.LATER),
        (180, Ahead.LATER),
    ],
)
def test_a_day_ahead_is_told_as_a_span(days, expected):
    assert ahead_of(DAY + timedelta(days=days), on=DAY) is expected


def test_each_span_is_a_week_at_least_and_ends_where_the_next_begins():
    spans = list(Ahead)

    lasting = [IS_OVER_AFTER[span] - BEGINS_AFTER[span] for span in spans]

    assert min(lasting) == timedelta(days=7)
    assert [IS_OVER_AFTER[span] for span in spans[:-1]] == [BEGINS_AFTER[span] for span in spans[1:]]
