"""Idle and absolute ends, to the second, and clocks that go back."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.accounts.domain.sign_in_terms import LASTING, Terms, is_fresh, is_over, is_to_be_noted, terms_of

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("is_staff", "is_shared", "terms"),
    [
        (False, False, Terms.PERSON),
        (True, False, Terms.STAFF),
        (False, True, Terms.SHARED),
        (True, True, Terms.SHARED),
    ],
)
def test_shared_device_counts_before_whose_it_is(is_staff, is_shared, terms):
    assert terms_of(is_staff=is_staff, is_shared_device=is_shared) is terms


@pytest.mark.asvs("V7.3.1", "V7.3.2")
def test_terms_are_those_of_the_specification():
    assert set(LASTING) == set(Terms)
    assert LASTING[Terms.STAFF].idle == timedelta(minutes=15)
    assert LASTING[Terms.STAFF].longest == timedelta(hours=12)
    assert LASTING[Terms.SHARED].idle == timedelta(seconds=90)


@pytest.mark.asvs("V7.3.1")
@pytest.mark.parametrize("terms", Terms)
def test_sign_in_ends_to_the_second_when_nothing_is_done(terms):
    idle = LASTING[terms].idle

    ends = [is_over(terms, began_at=NOON, seen_at=NOON, at=at) for at in (NOON + idle - SECOND, NOON + idle)]

    assert ends == [False, True]


@pytest.mark.asvs("V7.3.2")
@pytest.mark.parametrize("terms", Terms)
def test_sign_in_ends_to_the_second_however_much_is_done(terms):
    longest = LASTING[terms].longest

    moments = (NOON + longest - SECOND, NOON + longest)
    ends = [is_over(terms, began_at=NOON, seen_at=at - SECOND, at=at) for at in moments]

    assert ends == [False, True]


@pytest.mark.parametrize("terms", Terms)
@pytest.mark.parametrize(("minutes", "ends"), [(1, False), (5, False), (6, True), (600, True)])
def test_clock_that_was_set_back_ends_a_sign_in(terms, minutes, ends):
    seen = NOON + timedelta(minutes=1)

    assert is_over(terms, began_at=NOON, seen_at=seen, at=seen - timedelta(minutes=minutes)) is ends


@pytest.mark.parametrize("terms", Terms)
def test_act_is_noted_when_a_tenth_of_the_idle_time_is_over(terms):
    tenth = LASTING[terms].idle / 10

    noted = [is_to_be_noted(terms, seen_at=NOON, at=at) for at in (NOON, NOON + tenth - SECOND, NOON + tenth)]

    assert noted == [False, False, True]


@pytest.mark.parametrize(
    ("seconds", "counts"), [(0, True), (599, True), (600, False), (-300, True), (-301, False), (86_400, False)]
)
def test_proof_of_who_one_is_counts_for_ten_minutes(seconds, counts):
    assert is_fresh(NOON, at=NOON + timedelta(seconds=seconds)) is counts


def test_without_a_proof_nothing_is_fresh():
    assert is_fresh(None, at=NOON) is False
