"""The table of moves: complete, closed, and refused in words that may be shown."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from handrail.referrals.domain.clocks import CLOCKS
from handrail.referrals.domain.moves import MISSING, MOVES, Given, MoveRefused, Requires, can_move, check_move, open_to
from handrail.referrals.domain.reasons import OUTCOMES, SAID_BY, DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, GRAVITY, OPEN, WITH_A_PROGRAM, GravityState, Stage

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EVERYTHING = Given(
    has_questions=True,
    has_program=True,
    has_consent=True,
    expected_at=NOON + timedelta(hours=3),
    held_until=NOON + timedelta(hours=3),
    position=1,
    words="Which pharmacy?",
    declined_by=DeclinedBy.PROGRAM,
    reason=DeclineReason.NO_PLACE,
)

# The transitions of the closed-loop standard (Gravity STU 3.0.0), written down apart from our table.
STANDARD = {
    "draft": {"requested", "cancelled"},
    "requested": {"accepted", "rejected", "cancelled", "on-hold"},
    "accepted": {"in-progress", "on-hold", "cancelled", "completed", "failed"},
    "in-progress": {"completed", "failed", "cancelled"},
    "on-hold": {"in-progress", "cancelled", "completed", "failed", "accepted"},
}


def with_outcome(to):
    return Given(**EVERYTHING.__dict__ | {"outcome": next(iter(OUTCOMES.get(to, {None})))})


def test_every_stage_is_reached_and_every_open_one_is_left():
    reached = {to for _, to in MOVES}
    left = {current for current, _ in MOVES}

    assert (set(Stage) - reached, left) == ({Stage.DRAFT}, set(OPEN))


def test_from_every_open_stage_somebody_can_end_it():
    ways_out = {stage: [to for to in ENDS if (stage, to) in MOVES] for stage in OPEN}

    assert all(set(out) >= {Stage.FAILED, Stage.CANCELED, Stage.IN_ERROR} for out in ways_out.values())


def test_nothing_leaves_an_end():
    assert [pair for pair in MOVES if pair[0] in ENDS] == []


def test_every_open_stage_has_a_clock_and_no_end_has_one():
    assert set(CLOCKS) == set(OPEN)


def test_every_outcome_belongs_to_one_end():
    told = [outcome for outcomes in OUTCOMES.values() for outcome in outcomes]

    assert (sorted(told), set(OUTCOMES)) == (sorted(Outcome), set(ENDS))


def test_every_reason_is_said_by_one():
    assert SAID_BY[DeclinedBy.PERSON] & SAID_BY[DeclinedBy.PROGRAM] == set()
    assert SAID_BY[DeclinedBy.PERSON] | SAID_BY[DeclinedBy.PROGRAM] == set(DeclineReason)


def test_every_stage_has_its_state_in_the_standard():
    assert set(GRAVITY) == set(Stage)
    assert set(GRAVITY.values()) == set(GravityState)


def test_a_move_between_states_of_the_standard_is_one_of_its_own_or_goes_on_to_another_program():
    """Who is declined, or moves on, becomes a new task of the standard: to SENT or ASKING from anywhere."""
    strange = set()
    for current, to in MOVES:
        before, after = GRAVITY[current].value, GRAVITY[to].value
        is_new_task = to in (Stage.ASKING, Stage.SENT) or current is Stage.DECLINED
        if before != after and not is_new_task and after not in {*STANDARD[before], "entered-in-error"}:
            strange.add((current, to))

    # A place that could not be kept, and an early refusal of who had said yes: the standard has no way back.
    assert {(current, to) for current, to in strange if to not in (Stage.DECLINED, Stage.FAILED)} == {
        (Stage.HELD, Stage.ACKNOWLEDGED)
    }


@pytest.mark.parametrize("required", Requires)
def test_what_a_move_requires_is_refused_when_it_is_missing(required):
    current, to = next(pair for pair, move in MOVES.items() if required in move.requires)
    side = sorted(MOVES[current, to].sides)[0]

    with pytest.raises(MoveRefused) as refused:
        check_move(current, to, side=side)

    assert (refused.value.code, str(refused.value)) == (
        f"needs_{next(each for each in Requires if each in MOVES[current, to].requires)}",
        MISSING[next(each for each in Requires if each in MOVES[current, to].requires)],
    )


@drawn(st.sampled_from(Stage), st.sampled_from(Stage), st.sampled_from(Side))
def test_a_move_passes_if_and_only_if_the_table_has_it_for_that_side(current, to, side):
    is_listed = (current, to) in MOVES and side in MOVES[current, to].sides
    try:
        check_move(current, to, side=side, given=with_outcome(to))
        passed = True
    except MoveRefused:
        passed = False

    assert passed == is_listed == can_move(current, to, side=side)


def test_police_and_custody_only_submit():
    allowed = {(current, to) for current in Stage for to in open_to(current, side=Side.ONE_WAY)}

    assert allowed == {(Stage.DRAFT, Stage.SENT)}


def test_a_clock_says_yes_for_nobody():
    by_clock = {to for (_, to), move in MOVES.items() if Side.CLOCK in move.sides}

    assert by_clock == {Stage.ASKING, Stage.ACKNOWLEDGED, Stage.CANCELED}


def test_nothing_is_with_a_program_before_it_was_sent_there_by_consent():
    into = {
        (current, to)
        for current, to in MOVES
        if to in WITH_A_PROGRAM
        and current not in WITH_A_PROGRAM
        and Requires.CONSENT not in MOVES[current, to].requires
    }

    assert into == set()
