"""What stands on cards beside the listing, and how little it costs."""

from datetime import timedelta

import pytest

from factories import NOON, make_correction, make_facility, make_operator
from handrail.directory.card_facts import card_facts
from handrail.directory.models import CheckedFact, OpenPlaces
from handrail.directory.said_beside import NOTHING_SAID, with_what_was_said

pytestmark = pytest.mark.django_db


def check(facility, value, *, at=NOON):
    return CheckedFact.objects.create(
        facility=facility,
        field="phone",
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


def test_newest_number_that_two_of_us_checked_stands_beside_the_listed_one():
    facility, other = make_facility(), make_facility()
    check(facility, "217-555-0190", at=NOON - timedelta(days=2))
    check(facility, "217-555-0191", at=NOON - timedelta(days=1))
    check(facility, "217-555-0192", at=NOON + timedelta(days=1))

    beside, nothing = said([facility, other])

    assert (beside.checked.shown, beside.checked.href) == ("217-555-0191", "tel:+12175550191")
    assert nothing == NOTHING_SAID


def test_number_checked_of_a_merged_entry_counts_for_the_one_that_was_kept():
    kept = make_facility()
    check(make_facility(merged_into=kept), "217-555-0191")

    assert said([kept])[0].checked.shown == "217-555-0191"


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
def test_two_queries_for_any_number_of_cards(number, django_assert_num_queries):
    facilities = [make_facility() for _ in range(number)]

    with django_assert_num_queries(2):
        told = said(facilities)

    assert told == [NOTHING_SAID] * number


def test_no_card_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert said([]) == []
