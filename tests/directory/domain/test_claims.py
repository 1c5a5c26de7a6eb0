"""The steps of a claim: each side takes its own, and none goes without what it rests on (S17)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.directory.domain.claims import (
    CODE_LASTS,
    LIVE,
    MOST_WRONG,
    MOVED_ON,
    REFUSALS,
    STEPS,
    ClaimRefused,
    Requires,
    Side,
    Standing,
    State,
    check_step,
    due_on,
    ended_as,
    may_be_called,
    may_end_again,
    stands_in,
    takes_codes,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LACKING = {
    Requires.OUTSIDER: {"is_insider": True},
    Requires.LISTED_NUMBER: {"has_listed_number": False},
    Requires.CODE: {"is_code_right": False},
    Requires.EVIDENCE: {"evidence": "  "},
    Requires.REASON: {"reason": ""},
    Requires.NO_OTHER_KEEPER: {"has_other_keeper": True},
    Requires.KEPT_ONCE: {"was_kept": False},
}
ENDS = {State.DECLINED, State.WITHDRAWN, State.REVOKED}


def with_everything(state):
    facts = {"has_listed_number": True, "is_code_right": True, "was_kept": True}
    return Standing(state, evidence="Rang the clinic.", reason="Closed.", **facts)


def refusal(standing, to, side):
    with pytest.raises(ClaimRefused) as refused:
        check_step(standing, to, side=side)
    return str(refused.value)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("state", State)
def test_only_steps_of_the_table_are_taken_and_each_by_its_side(state, to, side):
    step = STEPS.get((state, to))

    if step is not None and step.side is side:
        check_step(with_everything(state), to, side=side)
    else:
        assert refusal(with_everything(state), to, side) == MOVED_ON


@pytest.mark.parametrize(
    ("state", "to", "need"), [(*pair, need) for pair, step in STEPS.items() for need in sorted(step.requires)]
)
def test_step_without_what_it_rests_on_is_refused_with_its_reason(state, to, need):
    standing = replace(with_everything(state), **LACKING[need])

    assert refusal(standing, to, STEPS[state, to].side) == REFUSALS[need]


def test_every_need_is_asked_for_somewhere_and_has_a_reason():
    asked = set().union(*(step.requires for step in STEPS.values()))

    assert asked == set(REFUSALS) == set(LACKING) == set(Requires)


def test_page_is_reached_only_by_call_code_and_evidence():
    into = {to: {state for (state, target) in STEPS if target is to} for to in State}

    assert into[State.VERIFIED] == {State.CONFIRMED, State.CONTESTED}
    assert into[State.CONTESTED] == {State.VERIFIED}
    assert into[State.CONFIRMED] == {State.CALLED}
    assert into[State.CALLED] == {State.ASKED, State.CALLED}


def test_what_has_ended_stays_ended_and_at_most_turns_out_to_have_been_wrong():
    assert {(state, to) for state, to in STEPS if state in ENDS} == {(State.WITHDRAWN, State.REVOKED)}


LISTED, WRITTEN = frozenset({"2175550100"}), ("Rosa Castillo", "", "License 4711, ring 800-555-0199 or 217 555 0100")


@pytest.mark.parametrize(
    ("number", "written", "is_from_register", "may"),
    [
        ("2175550100", ("",), False, True),
        ("2175550100", WRITTEN, False, True),  # listed: whoever typed it too only knows the directory
        ("2175550100", None, False, True),
        ("2175550111", WRITTEN, False, False),
        ("2175550111", WRITTEN, True, True),
        ("2175550111", (), True, True),
        ("2175550111", None, True, False),  # what they wrote is gone: nobody can tell
        ("8005550199", WRITTEN, True, False),
        ("", WRITTEN, True, False),
    ],
)
def test_number_is_called_where_it_is_listed_or_in_a_register_and_never_for_being_typed(
    number, written, is_from_register, may
):
    assert may_be_called(number, listed=LISTED, written=written, is_from_register=is_from_register) is may


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("800-555-0199", True),
        ("License 4711: +1 (800) 555.0199, ask for Rosa", True),
        ("8\N{FULLWIDTH DIGIT ZERO}0 555 0199", True),
        ("\N{ARABIC-INDIC DIGIT EIGHT}00-555-0199", True),
        ("ring 1-800-JJJ-0199", True),
        ("800-555-0198", False),
        ("Rosa Castillo", False),
    ],
)
def test_number_is_found_however_it_was_written(text, stands):
    assert stands_in(text, "8005550199") is stands


@pytest.mark.parametrize(
    ("wrong", "after", "takes"),
    [
        (0, timedelta(), True),
        (MOST_WRONG - 1, timedelta(), True),
        (MOST_WRONG, timedelta(), False),
        (0, CODE_LASTS - timedelta(seconds=1), True),
        (0, CODE_LASTS, False),
        (0, timedelta(seconds=-1), False),
    ],
)
def test_code_is_taken_for_a_quarter_of_an_hour_and_five_tries(wrong, after, takes):
    assert takes_codes(said_at=NOON, wrong_codes=wrong, at=NOON + after) is takes


@pytest.mark.parametrize(
    ("asked", "due"), [(date(2026, 11, 23), date(2026, 11, 30)), (date(2026, 11, 28), date(2026, 12, 4))]
)
def test_answer_is_due_within_five_working_days(asked, due):
    assert due_on(asked) == due


@pytest.mark.parametrize("was_kept", [True, False])
@pytest.mark.parametrize("to", sorted(ENDS))
def test_only_a_page_that_was_kept_ends_as_taken_away(to, was_kept):
    expected = State.DECLINED if (to, was_kept) == (State.REVOKED, False) else to

    assert ended_as(to, was_kept=was_kept) is expected


def test_what_has_ended_ends_once_and_only_a_page_given_back_is_taken_away_besides():
    again = {(state, to) for state in State for to in ENDS if may_end_again(state, to)}

    assert again == {(state, to) for state in LIVE for to in ENDS} | {(State.WITHDRAWN, State.REVOKED)}
