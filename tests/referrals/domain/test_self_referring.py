"""What a person without an account may ask, and in which words they agree."""

import pytest

from handrail.directory.domain.open_places import Level
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.own_agreement import LINES, NAMES_OPERATOR, agreement_lines
from handrail.referrals.domain.self_referring import (
    LEVELS,
    MOST_WAITING,
    SOON,
    AskingRefused,
    can_choose_another,
    check_room,
)
from handrail.referrals.domain.stages import ENDS, Stage


def test_each_level_of_care_can_be_asked_for():
    assert set(LEVELS) == set(Level)


def test_half_an_hour_is_promised_to_nobody_who_could_call():
    assert SOON == (Urgency.TODAY, Urgency.NEXT_DAY)


def test_program_with_room_is_asked_and_one_without_is_not():
    check_room(waiting=MOST_WAITING - 1)

    with pytest.raises(AskingRefused):
        check_room(waiting=MOST_WAITING)


@pytest.mark.parametrize("stage", list(Stage))
def test_another_can_be_chosen_until_somebody_has_arrived_or_it_is_over(stage):
    assert can_choose_another(stage) == (stage not in {*ENDS, Stage.ARRIVED})


@pytest.mark.parametrize("names_operator", [False, True])
def test_agreement_names_the_program_and_says_how_to_take_it_back(names_operator):
    lines = agreement_lines(names_operator=names_operator)

    told = "\n".join(lines) % {"program": "Example Program", "place": "Example Place"}
    assert "Only Example Program" in told
    assert "take it back" in told
    assert (NAMES_OPERATOR in lines, len(lines)) == (names_operator, len(LINES) + names_operator)
