"""Program and person say different things of an arrival: a task on the board until a coordinator asked."""

from datetime import timedelta

import pytest

from handrail.messaging.rosters.actions import page
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import ask_erasure
from handrail.referrals.closing.actions import read_log, say_by_receipt
from handrail.referrals.closing.queries import accounts_heard
from handrail.referrals.coordinating import queries
from handrail.referrals.domain.closing import Account
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import FollowUp, Referral
from handrail.referrals.switch import check_switched_on
from referrals.coordinating.people_on_the_board import (
    BOARD,
    NAMES,
    TURNED_AWAY_OR_NOT,
    in_conflict,
    named,
    on_call,
    page_of,
    words,
)
from referrals.samples import make_program, moved

pytestmark = pytest.mark.django_db


def test_accounts_that_differ_are_said_on_the_board_at_once_and_stand_first(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    calm = named(at=now)
    referral = in_conflict(now)

    shown, page_shown = words(desk.get(BOARD)), words(desk.get(page_of(referral)))

    assert [TURNED_AWAY_OR_NOT in each for each in (shown, page_shown)] == [True, True]
    assert ["The two accounts differ" in shown, "Did not come so far" in shown, "card waits soon" in shown] == [
        True,
        False,
        True,
    ]
    assert ("1 referral waits for a coordinator." in shown, "Waits for you" in shown) == (True, True)
    assert shown.index(referral.public_id) < shown.index(calm.public_id)
    assert [name for name in NAMES if name in shown + page_shown] == []


def test_accounts_that_differ_wait_for_us_though_the_ladder_is_on_its_way(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    Referral.objects.filter(pk=in_conflict(now).pk).update(rung=Rung.REMINDED, rung_at=now)

    shown = words(desk.get(BOARD))

    assert ("Waits for you" in shown, "Late: we remind them" in shown) == (True, False)


def test_accounts_that_differ_are_a_task_until_a_coordinator_noted_whom_they_asked(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    referral = in_conflict(now)

    desk.post(page_of(referral), {"task": "note", "kind": "not_reached"})
    still = "Ask what happened, and note whom you asked." in words(desk.get(BOARD))
    desk.post(page_of(referral), {"task": "note", "kind": "told"})

    shown, told = words(desk.get(BOARD)), words(desk.get(page_of(referral)))
    assert (still, TURNED_AWAY_OR_NOT in shown, "Did not come so far" in shown) == (True, False, True)
    assert "The person says they were turned away" in told  # settled, and still to be read in what happened


def test_who_was_turned_away_is_not_called_expected_once_a_coordinator_asked(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    before = now - timedelta(days=1)
    referral = moved(named(at=before), Stage.SENT, Stage.EXPECTED, facility=make_program(at=before)[1], at=before)
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=now - timedelta(minutes=10))
    desk.post(page_of(referral), {"task": "note", "kind": "told"})

    asked = words(desk.get(page_of(referral)))
    moved(referral, Stage.ARRIVED, at=now)
    arrived = words(desk.get(page_of(referral)))

    headings = [each.partition("<h1>")[2].partition("</h1>")[0] for each in (asked, arrived)]
    assert headings == ["One of the two says: turned away", "Arrived"]


def test_accounts_of_who_asked_to_be_forgotten_are_read_by_nobody(now):
    referral = in_conflict(now)
    before = [each.referral_id for each in accounts_heard(referral=referral)]

    ask_erasure(subject=referral.subject, by=PRODUCT, at=now)

    assert (before, list(accounts_heard(referral=referral))) == ([referral.pk], [])


def test_whom_one_account_calls_turned_away_stays_on_the_board_after_the_end(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    referral = in_conflict(now)
    moved(referral, Stage.FAILED, at=now)

    shown = words(desk.get(BOARD))

    assert (TURNED_AWAY_OR_NOT in shown, "1 referral waits for a coordinator." in shown) == (True, True)
    assert queries.count_who_need_a_human(at=now) == sum(line.needs_a_human for line in queries.board(at=now))


def test_call_about_two_accounts_is_taken_by_nobody_who_took_an_older_one(desk, operator, now):
    on_call(operator, at=now - timedelta(days=2))
    before = now - timedelta(days=1)
    referral = moved(named(at=before), Stage.SENT, Stage.EXPECTED, facility=make_program(at=before)[1], at=before)
    page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=before)
    desk.post(page_of(referral), {"task": "take"})
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=now)

    shown = words(desk.get(BOARD))
    desk.post(page_of(referral), {"task": "take"})

    assert ("1 referral waits for a coordinator." in shown, "A coordinator has it" in shown) == (True, False)
    assert "A coordinator has it" in words(desk.get(BOARD))


def test_what_a_program_says_later_at_its_desk_changes_the_words(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    before = now - timedelta(days=1)
    referral = moved(named(at=before), Stage.SENT, Stage.EXPECTED, facility=make_program(at=before)[1], at=before)
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=now - timedelta(minutes=10))
    alone = "the program has not said." in words(desk.get(BOARD))
    moved(referral, Stage.ARRIVED, at=now)

    read_log(FollowUp.objects.get().pk, now)

    both = "The person says they were turned away; the program says it took them in."
    assert (alone, both in words(desk.get(BOARD))) == (True, True)
