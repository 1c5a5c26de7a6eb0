"""A coordinator finds, asks and chooses programs for who has no desk, by what they need and agreed to."""

from dataclasses import replace

import pytest

from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.needs import Trait
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question
from referrals.coordinating.people_on_the_board import (
    NAMES,
    alone_and_missed,
    named,
    of_police_and_agreed,
    on_call,
    page_of,
    sent_by_police,
    words,
)
from referrals.samples import NEED, make_program
from referrals.sending.desks import agreed

pytestmark = pytest.mark.django_db


def test_a_coordinator_chooses_the_program_to_which_somebody_agreed_whom_the_police_sent(desk, operator, now):
    on_call(operator, at=now)
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility])
    press = {"task": "pick", "place": facility.public_id, "seen": "0"}

    refused = desk.post(page_of(referral), press)
    agreed(referral, facility, officer, police)
    offered = words(desk.get(page_of(referral)))
    chosen = desk.post(page_of(referral), press)

    referral.refresh_from_db()
    assert (refused.status_code, "The person agreed that this program" in offered) == (422, True)
    assert (chosen.status_code, referral.stage, referral.facility) == (200, Stage.SENT, facility)
    assert ("tell this code" in words(chosen), [name for name in NAMES if name in words(chosen)]) == (True, [])
    assert referral.history.last().side == Side.COORDINATOR


def test_a_place_is_put_on_the_way_of_who_came_without_one_and_can_be_asked(desk, operator, now):
    on_call(operator, at=now)
    referral, _, _ = sent_by_police(at=now)
    facility = make_program(at=now, name="Harbor Example House")[1]

    found = words(desk.post(page_of(referral), {"task": "find", "find": "harbor"}))
    added = desk.post(page_of(referral), {"task": "add", "place": facility.public_id})
    desk.post(page_of(referral), {"task": "ask_others", "seen": "0"})

    assert ("Harbor Example House" in found, added.status_code) == (True, 302)
    assert Question.objects.get(referral=referral).facility == facility


def test_a_coordinator_chooses_by_the_need_and_reads_nothing_that_points_to_one_person(desk, operator, now):
    on_call(operator, at=now)
    need = replace(NEED, trait=Trait.REGISTERED_OFFENSE)
    referral, _, _ = sent_by_police(at=now, need=need)

    shown = words(desk.get(page_of(referral)))

    said = ("Takes or wants buprenorphine", "Medicaid", "An adult", "Has a registered offense")
    assert [each in shown for each in said] == [True, True, True, False]


def test_a_program_that_said_no_is_not_listed_as_one_that_nobody_asked_about(desk, now):
    program = make_program()[1]
    referral = named(at=now, legs=[program])
    (question,) = ask(referral=referral, facilities=[program], side=Side.SENDER, by=PRODUCT, at=now)
    before = words(desk.get(page_of(referral)))

    desk.post(f"{page_of(referral)}call/{question.public_id}/", {"answer": "no", "reason": "no_place", "seen": ""})

    shown = words(desk.get(page_of(referral)))
    assert ["The person was not asked about this program." in each for each in (before, shown)] == [True, False]
    assert ["This program said no." in each for each in (before, shown)] == [False, True]


def test_program_that_somebody_asked_themselves_is_said_to_be_asked_by_them(desk, operator, now):
    on_call(operator, at=now)
    referral = alone_and_missed(now)

    shown = words(desk.get(page_of(referral)))

    assert ["The person asked this program themselves." in shown, "was not asked about" in shown] == [True, False]
    assert ["Choose this program" in shown, "Ask the person to agree" in shown] == [True, False]


def test_program_that_somebody_asked_themselves_is_asked_about_again_once_their_yes_ended(desk, operator, now):
    on_call(operator, at=now)
    referral = alone_and_missed(now)
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=now)

    shown = words(desk.get(page_of(referral)))

    assert ["The person agreed, and that has ended." in shown, "Ask the person to agree" in shown] == [True, True]


@pytest.mark.parametrize(
    ("stages", "has_them", "buttons"),
    [
        ((), False, ["Choose this program"]),
        ((Stage.SENT, Stage.WAITLISTED), True, []),
        ((Stage.SENT, Stage.EXPECTED, Stage.NO_SHOW), True, ["Choose this program again"]),
    ],
)
def test_the_program_that_has_the_person_is_said_to_and_not_offered_as_the_next(desk, now, stages, has_them, buttons):
    referral = of_police_and_agreed(now, *stages)

    shown = words(desk.get(page_of(referral)))

    offered = [each for each in ("Choose this program", "Choose this program again") if f"{each}<" in shown]
    assert ("This program has the person now." in shown, offered) == (has_them, buttons)


def test_a_coordinator_is_offered_to_take_back_only_what_the_person_agreed_to(desk, now):
    asked, agreed_to = sent_by_police(at=now)[0], of_police_and_agreed(now)

    shown = [words(desk.get(page_of(each))) for each in (asked, agreed_to)]

    assert ["The person takes their consent back" in page for page in shown] == [False, True]
