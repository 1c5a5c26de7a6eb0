"""However many tap, they move nothing past the cap and never outweigh one call by us."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.observations import Call, RightNumber, number_verdict
from handrail.directory.domain.visitor_answers import (
    MOST_A_DAY,
    MOST_IN_ALL,
    TAP_WEIGHT,
    WRONG_NUMBERS_TO_CALL,
    Answer,
    DayOfTaps,
    Doubt,
    doubt_of_number,
    number_works,
    taps_weight,
    wants_a_call,
)

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

taps = st.lists(
    st.builds(
        DayOfTaps,
        st.integers(0, 60).map(lambda days: TODAY - days * DAY),
        st.sampled_from(Answer),
        st.integers(1, 10_000),
    ),
    max_size=40,
)


def wrong(times: int, days_ago: int = 0) -> DayOfTaps:
    return DayOfTaps(TODAY - days_ago * DAY, Answer.WRONG_NUMBER, times)


def test_caps_stay_below_one_call():
    assert TAP_WEIGHT < MOST_A_DAY < MOST_IN_ALL < 1.0


def test_one_tap_counts_a_tenth_and_ten_thousand_no_more_than_the_cap_of_a_day():
    assert taps_weight([wrong(1)], Answer.WRONG_NUMBER, today=TODAY) == TAP_WEIGHT
    assert taps_weight([wrong(10_000)], Answer.WRONG_NUMBER, today=TODAY) == MOST_A_DAY


def test_ten_thousand_taps_on_every_day_of_a_month_stay_at_the_cap():
    month = [wrong(10_000, days) for days in range(30)]

    assert taps_weight(month, Answer.WRONG_NUMBER, today=TODAY) == MOST_IN_ALL


@given(taps, st.sampled_from(Answer))
def test_weight_of_taps_is_within_its_cap_and_fades(taps, answer):
    now = taps_weight(taps, answer, today=TODAY)

    assert 0.0 <= taps_weight(taps, answer, today=TODAY + 3 * DAY) <= now <= MOST_IN_ALL


@given(taps, st.floats(0, 1500), st.sampled_from([RightNumber.YES, RightNumber.NO]))
def test_no_crowd_of_taps_turns_the_verdict_of_one_call(taps, age, heard):
    call = Call(at=AT - age * DAY, answered=True, right_number=heard)
    verdict = number_verdict([call], at=AT)

    told = number_works(taps, call=verdict, today=TODAY)

    assert (told > 0) == (verdict > 0)
    assert abs(told - verdict) <= abs(verdict) / 2 + 1e-12


def test_taps_alone_are_believed_a_little():
    assert number_works([wrong(50)], call=0.0, today=TODAY) == -MOST_A_DAY


def test_enough_wrong_numbers_want_a_call_and_fewer_do_not():
    assert wants_a_call([wrong(WRONG_NUMBERS_TO_CALL)], last_call=None, today=TODAY) is True
    assert wants_a_call([wrong(WRONG_NUMBERS_TO_CALL - 1)], last_call=None, today=TODAY) is False
    assert wants_a_call([wrong(50, days_ago=31)], last_call=None, today=TODAY) is False


def test_our_call_answers_the_taps_before_it():
    assert wants_a_call([wrong(50, days_ago=2)], last_call=AT - DAY, today=TODAY) is False
    assert wants_a_call([wrong(3)], last_call=AT - DAY, today=TODAY) is True


def test_answers_of_another_kind_want_no_call():
    assert wants_a_call([DayOfTaps(TODAY, Answer.NO_ANSWER, 99)], last_call=None, today=TODAY) is False


@pytest.mark.parametrize(
    ("said", "taps", "doubt"),
    [
        ((), (), None),
        ((), (wrong(2),), None),
        ((), (wrong(3),), Doubt.VISITORS),
        (("no",), (), Doubt.CALL),
        (("no", "yes"), (), None),
        (("no", "yes"), (wrong(50),), None),
        (("yes", "no"), (), Doubt.CALL),
        (("unknown",), (wrong(3),), Doubt.VISITORS),
    ],
)
def test_number_is_doubted_by_our_newest_call_or_by_enough_visitors(said, taps, doubt):
    calls = [
        Call(at=AT - timedelta(days=len(said) - place), answered=True, right_number=RightNumber(answer))
        for place, answer in enumerate(said)
    ]

    assert doubt_of_number(calls, taps, at=AT) == doubt


@pytest.mark.parametrize(("days", "doubt"), [(300, Doubt.CALL), (320, None)])
def test_old_call_that_met_a_wrong_number_fades(days, doubt):
    call = Call(at=AT - timedelta(days=days), answered=True, right_number=RightNumber.NO)

    assert doubt_of_number([call], [], at=AT) == doubt
