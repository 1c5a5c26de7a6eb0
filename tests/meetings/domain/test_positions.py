"""Each fellowship has one position, and what was not read says so."""

import pytest

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.positions import GROUPS_DECIDE, POSITIONS, STATED, WELCOMING, Position
from handrail.meetings.wordings.positions import SENTENCES, position_told
from handrail.meetings.wordings.standing import STATED as TAGS


def test_each_fellowship_has_one_position():
    assert [each.fellowship for each in STATED] == list(Fellowship)
    assert set(POSITIONS) == set(Fellowship)


def test_position_is_confirmed_with_a_source_and_a_date_or_says_what_is_not():
    unclear = [
        each.fellowship
        for each in STATED
        if (each.is_confirmed and not (each.source and each.dated and each.address))
        or each.is_confirmed == bool(each.unconfirmed)
    ]
    guessed = [each.fellowship for each in STATED if each.position is not Position.NOT_KNOWN and not each.source]

    assert (unclear, guessed) == ([], [])


def test_words_are_there_for_each_position():
    assert (set(SENTENCES), set(TAGS)) == (set(Position), set(Position))


def test_only_what_is_stated_as_a_welcome_is_one():
    assert {Fellowship.MARA, Fellowship.SMART} == WELCOMING
    assert {Fellowship.NA} == GROUPS_DECIDE


@pytest.mark.parametrize("fellowship", Fellowship)
def test_what_is_told_in_spanish_is_not_english(fellowship):
    english, spanish = (position_told(POSITIONS[fellowship], language) for language in ("en", "es"))

    assert english.sentence != spanish.sentence
    assert (english.unconfirmed == spanish.unconfirmed) is (english.unconfirmed == "")
