"""A release has a day, and two answers."""

from datetime import date, timedelta

import pytest

from handrail.referrals.domain.releases import ReleaseRefused, check_day, is_answered

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("days", [-1, 181])
def test_a_day_that_is_a_slip_of_the_hand_is_refused(days):
    with pytest.raises(ReleaseRefused) as refused:
        check_day(TODAY + timedelta(days=days), on=TODAY)

    assert "within six months" in str(refused.value)


def test_both_answers_are_needed():
    answers = [is_answered(medicine="supply", naloxone=""), is_answered(medicine="", naloxone="handed_over")]

    assert [*answers, is_answered(medicine="supply", naloxone="handed_over")] == [False, False, True]
