"""What was found of numbers is read for all places at once, and again when it is old."""

from datetime import timedelta

import pytest

from factories import NOON, make_call, make_facility, make_taps
from handrail.directory.calls.numbers_found import LIFE, NumbersFound, numbers_found
from handrail.directory.domain.visitor_answers import Doubt

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def test_answer_holds_for_its_life_and_is_then_read_anew(django_assert_num_queries):
    facility = make_facility()
    before = numbers_found(at=NOON)
    make_call(facility=facility, right_number="no", at=NOON - A_DAY)

    with django_assert_num_queries(0):
        held = numbers_found(at=NOON + LIFE / 2)
    after = numbers_found(at=NOON + LIFE)

    assert (before, held) == ({}, {})
    assert after == {facility.pk: NumbersFound(doubt=Doubt.CALL, on=(NOON - A_DAY).date())}


def test_what_was_heard_at_a_merged_entry_counts_for_the_one_that_was_kept():
    kept = make_facility()
    merged = make_facility(phone=kept.phone, merged_into=kept)
    make_call(facility=merged, right_number="no", at=NOON - A_DAY)
    make_taps(facility=merged, day=NOON.date(), answer="wrong_number", times=1)

    assert list(numbers_found(at=NOON)) == [kept.pk]


def test_right_word_on_the_kept_entry_outweighs_an_older_one_on_the_merged(at):
    kept = make_facility()
    make_call(facility=make_facility(phone=kept.phone, merged_into=kept), right_number="no", at=NOON - 2 * A_DAY)
    make_call(facility=kept, right_number="yes", at=NOON - A_DAY)

    assert numbers_found(at=NOON) == {}


def test_place_without_a_number_is_never_doubted():
    facility = make_facility(phone="")
    make_taps(facility=facility, day=NOON.date(), answer="wrong_number", times=9)

    assert numbers_found(at=NOON) == {}


def test_what_lies_ahead_is_not_believed():
    make_call(right_number="no", at=NOON + A_DAY)
    make_taps(facility=make_facility(), day=(NOON + A_DAY).date(), answer="wrong_number", times=9)

    assert numbers_found(at=NOON) == {}
