"""The nearer a release, the shorter the limits."""

from datetime import date, timedelta

import pytest

from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.release import urgency_near

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
    ],
)
def test_limits_tighten_day_by_day(days, expected):
    assert urgency_near(Urgency.NEXT_DAY, release_on=DAY + timedelta(days=days), on=DAY) is expected


@pytest.mark.parametrize("urgency", Urgency)
def test_what_was_urgent_stays_urgent(urgency):
    far = DAY + timedelta(days=99)

    assert [urgency_near(urgency, release_on=day, on=DAY) for day in (None, far)] == [urgency, urgency]
