"""What stands on cards beside the listing, and how little it costs."""

from datetime import timedelta

import pytest

from factories import NOON, make_call, make_correction, make_facility, make_operator, make_taps
from handrail.directory.card_facts import card_facts
from handrail.directory.models import CheckedFact, OpenPlaces
from handrail.directory.said_beside import with_what_was_said

pytestmark = pytest.mark.django_db


def check(facility, value, *, field="phone", at=NOON):
    return CheckedFact.objects.create(
        facility=facility,
        field=field,
        value=value,
        checked_at=at,
        by=make_operator(),
        second_by=make_operator(),
        correction=make_correction(facility=facility),
    )


def tell(facility, *, available, at):
    return OpenPlaces.objects.create(
        facility=facility,
        level="withdrawal",
        sex="any",
        age_band="any",
        unit="bed",
        available=available,
        updated_at=at,
        source="operator",
        updated_by=make_operator(),
    )


def said(facilities, language="en"):
    cards = with_what_was_said([card_facts(each, language) for each in facilities], language, at=NOON)
    return [card.said for card in cards]


def numbers(facility, language="en"):
    return [(line.shown, line.name, line.warning) for line in said([facility], language)[0].lines]


def test_newest_number_that_two_of_us_checked_is_called_before_the_listed_one():
    facility = make_facility(phone="217-555-0100")
    check(facility, "217-555-0190", at=NOON - timedelta(days=2))
    check(facility, "217-555-0191", at=NOON - timedelta(days=1))
    check(facility, "217-555-0192", at=NOON + timedelta(days=1))

    told = numbers(facility)

    assert told == [("217-555-0191", "Number confirmed by two people", ""), ("217-555-0100", "", "")]


def test_line_to_start_treatment_is_called_before_the_main_number_and_both_are_named():
    both = make_facility(phone="217-555-0100", intake_phones=["217-555-0111"])
    one = make_facility(phone="217-555-0100")

    assert numbers(both) == [("217-555-0111", "Line to start treatment", ""), ("217-555-0100", "Main number", "")]
    assert numbers(one) == [("217-555-0100", "", "")]
    assert [name for _, name, _ in numbers(both, "es")] == ["Línea para empezar tratamiento", "Número principal"]


def test_number_that_our_own_call_found_wrong_carries_the_day_of_that_call():
    facility = make_facility(phone="217-555-0100", intake_phones=["217-555-0111"])
    make_call(facility=facility, right_number="yes", at=NOON - timedelta(days=9))
    make_call(facility=facility, right_number="no", at=NOON - timedelta(days=2))

    (_, _, first), (_, _, second) = numbers(facility)

    assert first == "When we called on November 21, 2026, it was a wrong number. If it still is, call the next one."
    assert second == ""


def test_number_that_a_later_call_found_right_carries_no_warning():
    facility = make_facility()
    make_call(facility=facility, right_number="no", at=NOON - timedelta(days=9))
    make_call(facility=facility, right_number="yes", at=NOON - timedelta(days=2))

    assert [warning for _, _, warning in numbers(facility)] == [""]


@pytest.mark.parametrize(("times", "warned"), [(2, False), (3, True)])
def test_enough_visitors_who_met_a_wrong_number_bring_a_warning(times, warned):
    facility = make_facility()
    make_taps(facility=facility, day=NOON.date(), answer="wrong_number", times=times)

    ((_, _, warning),) = numbers(facility)

    assert (warning == "Some visitors met a wrong number here. If it is wrong, call the next one.") is warned


def test_what_was_heard_of_a_number_says_nothing_of_the_one_listed_since():
    facility = make_facility(phone="217-555-0100")
    make_call(facility=facility, right_number="no", phone_key="2175550199")
    make_taps(facility=facility, day=NOON.date(), answer="wrong_number", times=9, phone_key="2175550199")

    assert numbers(facility) == [("217-555-0100", "", "")]


def test_wrong_listed_number_is_warned_of_behind_the_checked_one():
    facility = make_facility(phone="217-555-0100")
    check(facility, "217-555-0191")
    make_call(facility=facility, right_number="no")

    assert [bool(warning) for _, _, warning in numbers(facility)] == [False, True]


def test_closed_place_has_no_number_to_call():
    assert numbers(make_facility(closed_at=NOON)) == []


def test_number_checked_of_a_merged_entry_counts_for_the_one_that_was_kept():
    kept = make_facility()
    check(make_facility(merged_into=kept), "217-555-0191")

    assert numbers(kept)[0][:2] == ("217-555-0191", "Number confirmed by two people")


def test_only_fresh_open_places_are_told():
    is_open, full, stale = make_facility(), make_facility(), make_facility()
    tell(is_open, available=2, at=NOON - timedelta(hours=1))
    tell(full, available=0, at=NOON - timedelta(hours=1))
    tell(stale, available=2, at=NOON - timedelta(days=40))

    rooms = [each.room for each in said([is_open, full, stale])]

    assert [room and (room.state, room.text) for room in rooms] == [
        ("open", "2 beds for anyone, 1 hour ago"),
        ("full", "Full when last asked, 1 hour ago"),
        None,
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_cards_ask_equally_often_for_any_number_of_rows(number, django_assert_num_queries):
    facilities = [make_facility() for _ in range(number)]
    for each in facilities:
        make_call(facility=each, right_number="no")
        check(each, "217-555-0191")

    with django_assert_num_queries(5):  # the open places, and what was found of all numbers
        first = said(facilities)
    with django_assert_num_queries(1):
        again = said(facilities)

    assert first == again
    assert [len(each.lines) for each in first] == [2] * number


def test_no_card_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert said([]) == []
