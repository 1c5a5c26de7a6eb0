"""What a line says is to do, of whom, and who sent them where a live consent names us."""

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.privacy.models import Consent
from handrail.referrals.domain.stages import Stage
from handrail.referrals.ringing.actions import call_for_untold_people
from referrals.coordinating.people_on_the_board import (
    BOARD,
    alone_and_missed,
    named,
    of_police_and_agreed,
    on_call,
    page_of,
    sent_by_police,
    words,
)
from referrals.samples import make_program, moved

pytestmark = pytest.mark.django_db


def test_what_waits_in_time_is_marked_and_not_called_late(desk, operator, now):
    on_call(operator, at=now)
    moved(named(at=now), Stage.SENT, facility=make_facility(), at=now)

    shown = words(desk.get(BOARD))

    assert ("card waits soon" in shown, "card waits late" in shown) == (True, False)


def test_whom_the_police_sent_is_a_named_task_until_somebody_told_them(desk, operator, now):
    on_call(operator, at=now)
    referral = of_police_and_agreed(now, Stage.SENT, Stage.EXPECTED)
    task = "Call the person: tell them when they are expected."

    before = [task in words(desk.get(address)) for address in (BOARD, page_of(referral))]
    desk.post(page_of(referral), {"task": "note", "kind": "not_reached"})
    still = task in words(desk.get(BOARD))
    desk.post(page_of(referral), {"task": "note", "kind": "told"})

    assert (before, still, task in words(desk.get(BOARD))) == ([True, True], True, False)


def test_whom_a_nurse_sent_is_told_by_the_nurse_and_rings_no_coordinator(desk, operator, now):
    on_call(operator, at=now)
    moved(named(at=now), Stage.SENT, Stage.EXPECTED, facility=make_program(at=now)[1], at=now)

    assert (call_for_untold_people(at=now), "Call the person" in words(desk.get(BOARD))) == (0, False)


def test_whom_no_yes_lets_us_know_is_rung_by_no_coordinator(desk, operator, now):
    on_call(operator, at=now)
    alone = alone_and_missed(now)
    by_police, _, _ = sent_by_police(at=now)

    shown, theirs, of_police = (words(desk.get(path)) for path in (BOARD, page_of(alone), page_of(by_police)))

    assert [each.count("Call the person") for each in (shown, theirs, of_police)] == [0, 0, 0]
    assert ["We may not call this person. They come back with their number." in each for each in (shown, theirs)] == [
        True,
        True,
    ]
    assert "We may not call this person: they have not agreed that we learn who they are." in of_police
    assert "whoever has them" not in of_police


def test_who_agreed_already_is_to_be_chosen_for_and_not_rung_again(desk, operator, now):
    on_call(operator, at=now)
    waits, _, _ = sent_by_police(at=now, legs=[make_program(at=now)[1]])
    referral = of_police_and_agreed(now)

    shown, on_board = words(desk.get(page_of(referral))), words(desk.get(BOARD))

    assert ["The person agreed to a program: choose it." in each for each in (shown, on_board)] == [True, True]
    assert ("ask which program may learn" in shown, on_board.count("choose it.")) == (False, 1)
    assert on_board.count(waits.public_id) > 0


def test_the_board_says_who_sent_them_only_where_a_live_consent_names_us(desk, operator, now):
    on_call(operator, at=now)
    known, unknown = of_police_and_agreed(now), sent_by_police(at=now)[0]
    sent_by = f"Sent by {known.sender.name}"

    shown = words(desk.get(BOARD))
    pages = [words(desk.get(page_of(each))) for each in (known, unknown)]
    Consent.objects.update(revoked_at=timezone.now())
    later = words(desk.get(BOARD))

    assert (sent_by in shown, shown.count("Sent by"), later.count("Sent by")) == (True, 1, 0)
    assert ["Sent by" in page for page in pages] == [True, False]


def test_who_works_for_the_programs_reads_no_sender_on_the_board(desk, operator, now, settings):
    settings.OPERATOR_ROLE = "ba_qso"
    on_call(operator, at=now)
    of_police_and_agreed(now)

    shown = words(desk.get(BOARD))

    assert ("choose it." in shown, "Sent by" in shown) == (True, False)
