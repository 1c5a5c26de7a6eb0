"""Did they get in? The tables are whole, and neither account wins by default."""

from datetime import timedelta
from itertools import product

import pytest

from handrail.referrals.domain.closing import (
    ASKED_IN,
    ASKING,
    FROM_LOG,
    MOVES_TO,
    Account,
    ClosingRefused,
    Verdict,
    Whom,
    check_may_say,
    is_due,
    needs_human,
    verdict,
)
from handrail.referrals.domain.moves import MOVES
from handrail.referrals.domain.stages import Stage
from referrals.samples import NOON

BOTH = [None, *Account]


@pytest.mark.parametrize(("program", "person"), list(product(BOTH, BOTH)))
def test_verdict_rests_on_whether_the_two_say_the_same(program, person):
    silent = [program, person].count(None)

    found = verdict(program, person)

    expected = {2: Verdict.UNHEARD, 1: Verdict.ONE}.get(
        silent, Verdict.AGREED if program == person else Verdict.CONFLICT
    )
    assert found is expected
    assert found is verdict(person, program)


@pytest.mark.parametrize(("program", "person"), list(product(BOTH, BOTH)))
def test_human_is_called_for_each_conflict_and_for_who_was_turned_away(program, person):
    is_needed = needs_human(program, person)

    assert is_needed == (
        verdict(program, person) is Verdict.CONFLICT or program is Account.TURNED_AWAY or person is Account.TURNED_AWAY
    )


def test_each_side_is_asked_and_the_reason_stands_beside():
    assert set(ASKING) == set(Whom)
    assert all(each.after == timedelta(days=1) and each.why for each in ASKING.values())


def test_each_move_that_follows_is_in_the_table_of_moves():
    for stage, side in MOVES_TO.values():
        froms = {current for (current, to), line in MOVES.items() if to is stage and side in line.sides}
        assert froms & ASKED_IN


def test_what_a_log_says_is_said_by_a_stage_in_which_somebody_is_asked():
    assert set(FROM_LOG) <= ASKED_IN
    assert set(FROM_LOG.values()) == {Account.GOT_IN, Account.DID_NOT_COME}


@pytest.mark.parametrize("whom", list(Whom))
def test_nobody_is_asked_before_a_day_has_passed(whom):
    before, then = NOON + timedelta(hours=23, minutes=59), NOON + timedelta(days=1)

    assert [is_due(whom, expected_at=NOON, at=at) for at in (before, then)] == [False, True]


@pytest.mark.parametrize("expected_at", [None, NOON + timedelta(minutes=1)])
def test_nobody_tells_how_it_went_before_it_went(expected_at):
    with pytest.raises(ClosingRefused):
        check_may_say(expected_at=expected_at, at=NOON)


def test_stages_in_which_somebody_is_asked_had_a_time():
    assert {
        Stage.HELD,
        Stage.EXPECTED,
        Stage.TRAVELING,
        Stage.NO_SHOW,
        Stage.ARRIVED,
        Stage.COMPLETED,
    } == ASKED_IN
