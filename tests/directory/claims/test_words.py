"""The words of a state: those of the desk are for the desk, a program reads its own."""

import pytest

from handrail.directory.claims import words
from handrail.directory.domain.claims import State


@pytest.mark.parametrize("told", [words.STATES, words.TOLD_STATES, words.NEXT], ids=["desk", "program", "next"])
def test_every_state_has_its_words(told):
    assert set(told) == set(State)


def test_program_never_reads_what_is_said_to_the_desk():
    same = {state for state in State if words.STATES[state] == words.TOLD_STATES[state]}

    assert same == {State.CONTESTED}
