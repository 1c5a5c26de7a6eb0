"""The steps of a change: two people, the old contact told, and a wait (S17)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handrail.directory.domain.listing_changes import (
    ANSWERS_WITHIN,
    CHECKED,
    CLOCK_STEPS,
    MOVED_ON,
    OPEN,
    REFUSALS,
    STEPS,
    ChangeRefused,
    Field,
    Requires,
    Standing,
    State,
    StoppedBy,
    check_step,
    clock_step,
    has_run_out,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LACKING = {
    Requires.ANOTHER: {"actor": 1},
    Requires.WAITED: {"waits_until": NOON + timedelta(seconds=1)},
    Requires.KEPT: {"is_kept": False},
    Requires.NEW_CONTACT_ANSWERED: {"has_answered": False},
    Requires.OUTSIDER: {"is_insider": True},
    Requires.BOTH_STILL_ACT: {"can_both_act": False},
}


def with_everything(state):
    return Standing(state, at=NOON, is_kept=True, actor=2, proposer=1, waits_until=NOON)


def refusal(standing, to):
    with pytest.raises(ChangeRefused) as refused:
        check_step(standing, to)
    return str(refused.value)


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("state", State)
def test_only_steps_of_the_table_are_taken(state, to):
    if (state, to) in STEPS:
        check_step(with_everything(state), to)
    else:
        assert refusal(with_everything(state), to) == MOVED_ON


@pytest.mark.parametrize(
    ("state", "to", "need"), [(*pair, need) for pair, step in STEPS.items() for need in sorted(step.requires)]
)
def test_step_without_what_it_rests_on_is_refused_with_its_reason(state, to, need):
    assert refusal(replace(with_everything(state), **LACKING[need]), to) == REFUSALS[need]


def test_every_need_is_asked_for_somewhere_and_has_a_reason():
    asked = set().union(*(step.requires for step in STEPS.values()))

    assert asked == set(REFUSALS) == set(LACKING) == set(Requires)


@pytest.mark.parametrize("missing", [{"waits_until": None}, {"actor": 0}])
def test_nobody_and_never_are_not_enough(missing):
    state, to = (State.PROPOSED, State.TO_TELL) if "actor" in missing else (State.WAITING, State.APPLIED)

    with pytest.raises(ChangeRefused):
        check_step(replace(with_everything(state), **missing), to)


def test_change_is_made_only_after_a_wait_that_follows_the_telling():
    into = {to: {state for (state, target) in STEPS if target is to} for to in State}

    assert into[State.APPLIED] == {State.WAITING}
    assert into[State.WAITING] == {State.TO_TELL}
    assert into[State.STOPPED] == set(OPEN)


def test_all_but_the_contact_is_kept_as_a_checked_fact():
    assert set(CHECKED) == set(Field) - {Field.CONTACT}


@pytest.mark.parametrize(
    ("facts", "is_over"),
    [
        ({}, True),
        ({"waits_until": NOON - ANSWERS_WITHIN + timedelta(seconds=1)}, False),
        ({"has_answered": True}, False),
        ({"state": State.TO_TELL}, False),
        ({"state": State.STOPPED}, False),
        ({"waits_until": None}, False),
        ({"is_kept": False}, True),
    ],
)
def test_change_runs_out_a_week_after_its_wait_where_the_new_contact_never_answered(facts, is_over):
    silent = Standing(State.WAITING, NOON, True, waits_until=NOON - ANSWERS_WITHIN, has_answered=False)

    assert has_run_out(replace(silent, **facts)) is is_over


LATE = {"at": NOON + ANSWERS_WITHIN}


@pytest.mark.parametrize(
    ("facts", "to", "stopped"),
    [
        ({}, State.APPLIED, None),
        ({"can_both_act": False}, State.STOPPED, StoppedBy.LEFT),
        ({"can_both_act": False, "is_kept": False}, State.STOPPED, StoppedBy.LEFT),
        ({"can_both_act": False, "has_answered": False, **LATE}, State.STOPPED, StoppedBy.LEFT),
        ({"has_answered": False, **LATE}, State.STOPPED, StoppedBy.NO_ANSWER),
    ],
)
def test_clock_takes_the_first_step_that_is_due(facts, to, stopped):
    step = clock_step(replace(with_everything(State.WAITING), **facts))

    assert (step.to, step.stopped) == (to, stopped)


@pytest.mark.parametrize(
    "facts",
    [
        {"has_answered": False},
        {"is_kept": False},
        {"can_both_act": False, "waits_until": NOON + timedelta(seconds=1)},
        *({"state": state, "can_both_act": False} for state in set(State) - {State.WAITING}),
    ],
)
def test_clock_leaves_alone_what_waits_for_something_else(facts):
    assert clock_step(replace(with_everything(State.WAITING), **facts)) is None


@pytest.mark.parametrize("step", CLOCK_STEPS)
def test_what_the_clock_does_is_a_step_of_a_change(step):
    assert (State.WAITING, step.to) in STEPS
    assert (step.stopped is None) == (step.to is not State.STOPPED)
