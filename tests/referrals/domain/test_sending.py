"""What a sender writes down: a way that leads nowhere is refused before anybody relies on it."""

import pytest

from handrail.referrals.domain.sending import (
    BAD_MAILBOX,
    BAD_NUMBER,
    FULL,
    NO_ADDRESS,
    NO_PLACE,
    TOLD_ALL,
    TOO_MANY,
    WritingRefused,
    check_address,
    check_places,
    why_no_more_places,
)


@pytest.mark.parametrize(
    ("reach", "address"),
    [
        ("receipt", ""),
        ("receipt", "not a number"),
        ("text", "(217) 555-0143"),
        ("call", "217.555.0143 ext. 12"),
        ("call", "+52 55 5555 0143"),
        ("email", "rosa@mail.example"),
    ],
)
def test_a_way_that_can_be_tried_is_taken(reach, address):
    check_address(reach, address)


@pytest.mark.parametrize(
    ("reach", "address", "words"),
    [
        ("text", "", NO_ADDRESS),
        ("text", "not a number", BAD_NUMBER),
        ("text", "217-555-0143 ext. 12", BAD_NUMBER),
        ("call", "555-0143", BAD_NUMBER),
        ("email", "217-555-0143", BAD_MAILBOX),
    ],
)
def test_a_way_that_leads_nowhere_is_refused_in_words(reach, address, words):
    with pytest.raises(WritingRefused) as refusal:
        check_address(reach, address)

    assert str(refusal.value) == words


@pytest.mark.parametrize(("count", "words"), [(0, NO_PLACE), (4, TOO_MANY)])
def test_one_to_three_places_are_asked(count, words):
    with pytest.raises(WritingRefused) as refusal:
        check_places(count, is_one_way=False)

    assert str(refusal.value) == words


def test_police_may_leave_the_choice_to_the_coordinator():
    check_places(0, is_one_way=True)


@pytest.mark.parametrize(("told", "on_the_way", "why"), [(3, 1, TOLD_ALL), (3, 3, TOLD_ALL), (1, 3, FULL), (2, 2, "")])
def test_no_place_is_offered_that_would_be_refused(told, on_the_way, why):
    assert why_no_more_places(told=told, on_the_way=on_the_way) == why
