"""What a program says on the telephone is written down as if it had said it itself."""

from datetime import timedelta

import pytest

from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import PlaceHold, Question
from referrals.coordinating.people_on_the_board import NAMES, named, page_of, words
from referrals.samples import make_program, moved

pytestmark = pytest.mark.django_db


def test_what_a_program_says_on_the_telephone_is_written_down(desk, operator, now):
    facility = make_program(has_contact=False)[1]
    referral = named(at=now)
    (question,) = ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=now)
    sheet = f"{page_of(referral)}call/{question.public_id}/"

    shown = words(desk.get(sheet))
    answer = desk.post(sheet, {"answer": "yes", "seen": ""})

    question.refresh_from_db()
    assert (facility.phone in shown, [name for name in NAMES if name in shown]) == (True, [])
    assert (answer.status_code, question.answer, question.answered_way) == (302, "yes", "telephone")
    assert question.answered_by == operator.public_id


def test_an_answer_that_cannot_be_meant_is_refused_and_stays(desk, now):
    referral = named(at=now)
    (question,) = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=now)

    answer = desk.post(f"{page_of(referral)}call/{question.public_id}/", {"answer": "no", "reason": "", "seen": ""})

    assert (answer.status_code, Question.objects.get().answer) == (422, "")
    assert ['<a href="#reason">Say why not.' in words(answer), 'id="error-reason"' in words(answer)] == [True, True]


def test_a_program_that_expects_somebody_on_the_telephone_moves_it(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "expect", "seen": "1", "expect-day": later.date().isoformat()}
    typed |= {"expect-time": later.strftime("%H:%M"), "expect-zone": "UTC"}

    answer = desk.post(page_of(referral), typed)

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage) == (302, Stage.EXPECTED)
    assert referral.history.last().side == Side.COORDINATOR


def test_a_place_is_kept_by_telephone(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "hold", "seen": "1", "until-day": later.date().isoformat()}
    typed |= {"until-time": later.strftime("%H:%M"), "until-zone": "UTC"}

    desk.post(page_of(referral), typed)

    assert PlaceHold.objects.live().get().referral == referral


def test_who_was_sooner_is_not_overwritten(desk, now):
    referral = moved(named(at=now), Stage.SENT, Stage.ACKNOWLEDGED, facility=make_program()[1], at=now)

    answer = desk.post(page_of(referral), {"task": "decline", "who": "program", "reason": "no_place", "seen": "1"})

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage) == (422, Stage.ACKNOWLEDGED)


def test_nothing_more_is_arranged_for_who_took_their_consent_back(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "expect", "seen": "1", "expect-day": later.date().isoformat()}
    typed |= {"expect-time": later.strftime("%H:%M"), "expect-zone": "UTC"}

    answer = desk.post(page_of(referral), typed)

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage) == (422, Stage.SENT)


def test_who_asked_alone_is_kept_no_bed(desk, now):
    referral = moved(named(at=now, sender=None), Stage.SENT, facility=make_program()[1], at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "hold", "seen": "1", "until-day": later.date().isoformat()}
    typed |= {"until-time": later.strftime("%H:%M"), "until-zone": "UTC"}

    answer = desk.post(page_of(referral), typed)

    assert (answer.status_code, PlaceHold.objects.count()) == (422, 0)


def test_help_in_the_meantime_is_written_down_by_telephone_too(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)

    desk.post(page_of(referral), {"task": "list", "position": "4", "interim": "yes", "seen": "1"})

    referral.refresh_from_db()
    assert (referral.stage, referral.interim_began_at is not None) == (Stage.WAITLISTED, True)
