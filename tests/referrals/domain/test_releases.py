"""The clock tightens as the day of release comes near."""

from datetime import date, timedelta

import pytest

from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.releases import ReleaseRefused, check_day, is_answered, pace

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "chosen", "counts"),
    [
        (30, Urgency.NEXT_DAY, Urgency.NEXT_DAY),
        (7, Urgency.NEXT_DAY, Urgency.TODAY),
        (1, Urgency.NEXT_DAY, Urgency.NOW),
        (-2, Urgency.NEXT_DAY, Urgency.NOW),
        (30, Urgency.NOW, Urgency.NOW),
        (5, Urgency.NOW, Urgency.NOW),
    ],
)
def test_pace_quickens_and_never_slows(days, chosen, counts):
    assert pace(chosen, release_on=TODAY + timedelta(days=days), on=TODAY) == counts


def test_without_a_release_the_chosen_urgency_counts():
    assert pace(Urgency.TODAY, release_on=None, on=TODAY) == Urgency.TODAY


@pytest.mark.parametrize("days", [-1, 181])
def test_a_day_that_is_a_slip_of_the_hand_is_refused(days):
    with pytest.raises(ReleaseRefused) as refused:
        check_day(TODAY + timedelta(days=days), on=TODAY)

    assert "within six months" in str(refused.value)


def test_both_answers_are_needed():
    answers = [is_answered(medicine="supply", naloxone=""), is_answered(medicine="", naloxone="handed_over")]

    assert [*answers, is_answered(medicine="supply", naloxone="handed_over")] == [False, False, True]
