"""Each press of a coordinator does one thing, and one that is old or none changes nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_operator
from handrail.messaging.models import Message, RosterPage
from handrail.privacy.models import Consent, OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.climbing.actions import climb_referrals
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Question, Referral
from handrail.referrals.opening.actions import talk_with
from referrals.coordinating.people_on_the_board import (
    BOARD,
    named,
    of_police_and_agreed,
    on_call,
    page_of,
    sent_by_police,
    words,
)
from referrals.samples import make_program, moved
from referrals.sending.desks import agreed
from signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_who_is_on_the_roster_takes_the_call(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    referral = named(at=now - timedelta(hours=8), sender=None)
    climb_referrals(at=now)

    answer = desk.post(page_of(referral), {"task": "take"})

    page = RosterPage.objects.get()
    assert (answer.status_code, page.state, page.acknowledged_by) == (302, "acknowledged", operator.public_id)
    assert "A coordinator has it" in words(desk.get(BOARD))


def test_who_is_not_on_the_roster_takes_nothing(operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    referral = named(at=now - timedelta(hours=8), sender=None)
    climb_referrals(at=now)
    client = Client(headers={"origin": "http://testserver"})
    sign_in(client, make_operator("ben"))

    answer = client.post(page_of(referral), {"task": "take"})

    assert (answer.status_code, RosterPage.objects.get().state) == (422, "called")


def test_a_call_that_nobody_made_is_not_taken(desk, operator, now):
    on_call(operator, at=now)

    answer = desk.post(page_of(named(at=now)), {"task": "take"})

    assert (answer.status_code, "Nobody is called" in words(answer)) == (422, True)


def test_the_next_programs_are_asked_without_a_name(desk, now):
    (_, first), (_, second) = make_program(), make_program()
    referral = moved(named(at=now, legs=[first, second]), Stage.SENT, facility=first, at=now)

    answer = desk.post(page_of(referral), {"task": "ask_others", "seen": "1"})

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage, referral.facility) == (302, Stage.ASKING, None)
    assert Question.objects.get().facility == second


def test_where_no_program_is_left_nobody_is_asked(desk, now):
    answer = desk.post(page_of(named(at=now)), {"task": "ask_others", "seen": "0"})

    assert (answer.status_code, "No program is left" in words(answer)) == (422, True)


def test_a_board_that_is_old_takes_nobody_from_a_program_that_has_just_looked(desk, now):
    (_, first), (_, second) = make_program(), make_program()
    referral = named(at=now, legs=[first, second])
    moved(referral, Stage.SENT, Stage.ACKNOWLEDGED, facility=first, at=now)

    answer = desk.post(page_of(referral), {"task": "ask_others", "seen": "1"})

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage, referral.facility) == (422, Stage.ACKNOWLEDGED, first)


def test_how_it_ended_is_asked_for(desk, now):
    referral = named(at=now)

    refused = desk.post(page_of(referral), {"task": "end", "outcome": "", "seen": "0"})
    ended = desk.post(page_of(referral), {"task": "end", "outcome": "no_program_found", "seen": "0"})

    referral.refresh_from_db()
    assert (refused.status_code, ended.status_code) == (422, 302)
    assert (referral.stage, referral.outcome) == (Stage.FAILED, "no_program_found")
    assert "Ended without care" in words(desk.get(page_of(referral)))


@pytest.mark.parametrize("task", ["", "nothing", "failed", "expect"])
def test_a_press_that_is_none_changes_nothing(desk, now, task):
    referral = named(at=now)

    answer = desk.post(page_of(referral), {"task": task, "seen": "0"})

    assert (answer.status_code, Referral.objects.get().moves) == (422, 0)


def test_a_coordinator_texts_the_words_to_the_person_and_tells_them_the_code(desk, now):
    referral, _, _ = sent_by_police(at=now, legs=[make_program(at=now)[1]])
    place = referral.legs.get().facility
    press = {"task": "agree", "place": place.public_id}

    refused = desk.post(page_of(referral), press)
    asked = desk.post(page_of(referral), press | {"number": "(217) 555-0143"})

    letter = opened(Message.objects.get(), "letter")["letter"]
    one = AskedConsent.objects.get()
    assert (refused.status_code, asked.status_code, "Tell them this code" in words(asked)) == (422, 200, True)
    assert (one.facility, one.way, one.reply, "/agree/" in letter["link"]) == (place, "own_phone", "", True)
    assert ("555-0143" in words(asked), letter["link"] in words(asked)) == (False, False)


def test_a_lost_code_is_made_anew_and_the_former_link_opens_nothing(desk, now):
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility])
    agreed(referral, facility, officer, police)
    desk.post(page_of(referral), {"task": "pick", "place": facility.public_id, "seen": "0"})

    answer = desk.post(page_of(referral), {"task": "new_code"})

    links = OneTimeLink.objects.filter(purpose="open-referral").order_by("pk")
    assert ("tell this code" in words(answer), [each.withdrawn_at is None for each in links]) == (True, [False, True])


def test_a_coordinator_replies_for_who_has_no_desk_and_the_program_reads_a_reply(desk, now):
    facility = make_program(at=now)[1]
    referral, _, _ = sent_by_police(at=now)
    moved(referral, Stage.SENT, Stage.ASKED_BACK, facility=facility, at=now)

    shown = words(desk.get(page_of(referral)))
    answer = desk.post(page_of(referral), {"task": "reply", "words": "No, a cane.", "seen": "2"})

    referral.refresh_from_db()
    assert ("Does the person use a wheelchair?" in shown, "The program asked something" in shown) == (False, True)
    assert (answer.status_code, referral.stage) == (302, Stage.ACKNOWLEDGED)
    assert talk_with(referral) == [(True, "Does the person use a wheelchair?"), (False, "No, a cane.")]


def test_a_coordinator_takes_the_consent_back_for_who_asks(desk, now):
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now)
    agreed(referral, facility, officer, police)
    moved(referral, Stage.SENT, facility=facility, at=now)

    answer = desk.post(page_of(referral), {"task": "take_back", "seen": "1"})

    referral.refresh_from_db()
    live = Consent.objects.live(at=timezone.now()).count()
    assert (answer.status_code, referral.stage, referral.outcome, live) == (302, Stage.CANCELED, "consent_ended", 0)


def test_words_on_paper_that_were_not_shown_are_not_signed(desk, now):
    referral = of_police_and_agreed(now)
    place = {"place": referral.legs.first().facility.public_id, "kept_at": "Cabinet 3"}

    answer = desk.post(page_of(referral), {"task": "paper_signed", "read": "other"} | place)

    assert (answer.status_code, Consent.objects.count()) == (422, 1)
