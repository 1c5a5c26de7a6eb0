"""What holds of a number of open places, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.filters import PAYMENT, PAYMENT_CODES
from handrail.directory.domain.open_places import (
    LISTED_BY,
    MOST,
    PAID_BY,
    UNIT_OF,
    Group,
    Level,
    Numbers,
    OpenPlace,
    OpenPlacesRefused,
    Payer,
    SaidBy,
    State,
    check_numbers,
    known_at,
    levels_listed,
    newest_of_each,
    state_of,
    state_together,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
BEDS = Group(Level.WITHDRAWAL)


def test_every_level_has_a_unit_and_codes_that_list_it():
    assert set(UNIT_OF) == set(Level) == set(LISTED_BY)


@pytest.mark.parametrize("numbers", [Numbers(0), Numbers(0, 0), Numbers(2, 2), Numbers(MOST, MOST)])
def test_numbers_from_nothing_to_all_may_be_said(numbers):
    assert check_numbers(BEDS, numbers) is None


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (Numbers(3, 2), "more_than_all"),
        (Numbers(-1), "out_of_range"),
        (Numbers(1, -1), "out_of_range"),
        (Numbers(MOST + 1), "out_of_range"),
        (Numbers(1, MOST + 1), "out_of_range"),
    ],
)
def test_wrong_numbers_are_refused_and_the_group_named(numbers, code):
    with pytest.raises(OpenPlacesRefused) as refused:
        check_numbers(BEDS, numbers)

    assert (refused.value.code, refused.value.group) == (code, BEDS)


@pytest.mark.parametrize(
    ("hours", "available", "state"),
    [
        (0, 2, State.OPEN),
        (23.999, 2, State.OPEN),
        (24, 2, State.UNKNOWN),
        (3, 0, State.FULL),
        (24, 0, State.UNKNOWN),
        (-0.05, 1, State.OPEN),  # another server's clock, three minutes ahead
        (-0.2, 1, State.UNKNOWN),  # twelve minutes: a wrong clock
    ],
)
def test_state_by_age(hours, available, state):
    assert state_of(available, NOON - timedelta(hours=hours), at=NOON, shelf_life=DAY) is state


def test_what_is_unknown_has_no_number():
    old = known_at(BEDS, Numbers(2, 6), updated_at=NOON - DAY, said_by=SaidBy.OPERATOR, at=NOON, shelf_life=DAY)

    assert (old.state, old.available, old.maximum) == (State.UNKNOWN, None, None)


@given(st.integers(0, MOST), st.timedeltas(timedelta(days=-3), timedelta(days=3)))
def test_a_number_is_never_known_at_once_and_unknown_again_later(available, age):
    now = state_of(available, NOON - age, at=NOON, shelf_life=DAY)
    later = state_of(available, NOON - age, at=NOON + DAY, shelf_life=DAY)

    if now is State.UNKNOWN and age > timedelta(0):
        assert later is State.UNKNOWN


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ((State.OPEN, 0), (State.FULL, 1), State.FULL),
        ((State.OPEN, 1), (State.FULL, 0), State.OPEN),
        ((State.UNKNOWN, 9), (State.FULL, 0), State.FULL),  # said under a clock that is ahead
    ],
)
def test_of_two_words_on_one_group_the_newest_that_is_believed_stands(first, second, left):
    group = Group(Level.WITHDRAWAL)
    two = [
        OpenPlace(group, state, None, None, NOON + timedelta(minutes=minutes), SaidBy.OPERATOR)
        for state, minutes in (first, second)
    ]

    assert [place.state for place in newest_of_each(two)] == [left]


def place(available, hours=1):
    updated_at = NOON - timedelta(hours=hours)
    return known_at(BEDS, Numbers(available), updated_at=updated_at, said_by=SaidBy.OPERATOR, at=NOON, shelf_life=DAY)


@pytest.mark.parametrize(
    ("places", "state"),
    [
        ([], State.UNKNOWN),
        ([place(2, hours=30)], State.UNKNOWN),
        ([place(0), place(2, hours=30)], State.FULL),
        ([place(0), place(1)], State.OPEN),
    ],
)
def test_several_groups_together(places, state):
    assert state_together(places) is state


def test_levels_listed_follow_the_codes():
    assert levels_listed(["SA", "RD", "BU"]) == (Level.WITHDRAWAL, Level.OUTPATIENT_MEDICINE)
    assert levels_listed([]) == ()


def test_every_payer_stands_for_codes_that_tell_how_to_pay():
    known = {code for option in PAYMENT.options for code in option.codes} | set(PAYMENT_CODES.split())

    assert set(PAID_BY) == set(Payer) - {Payer.ANY}
    assert all(codes <= known for codes in PAID_BY.values())
    assert sum(map(len, PAID_BY.values())) == len(frozenset().union(*PAID_BY.values()))
