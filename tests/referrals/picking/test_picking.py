"""One program is picked: it gets a link and a code, the others lose the question, and nothing goes without consent."""

from datetime import timedelta

import pytest

from factories import make_facility
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Opening, Referral, ReferralLeg
from handrail.referrals.picking.actions import pick
from referrals.samples import NOON, agree_to, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db


def picked(referral, facility, *, side=Side.SENDER, at=NOON):
    return pick(referral=referral, facility=facility, side=side, by=PRODUCT, at=at)


def test_the_program_gets_a_link_and_its_code_is_told_to_who_picked():
    _, facility = make_program(address="intake@program.example")
    referral = make_referral(sender=make_sender()[0], legs=[facility])
    agree_to(referral, facility)

    referral, link = picked(referral, facility)

    message, opening = Message.objects.get(), Opening.objects.get()
    letter = opened(message, "letter")["letter"]
    assert (referral.stage, referral.facility) == (Stage.SENT, facility)
    assert (opening.link_id, opening.facility, message.key) == (
        link.public_id,
        facility,
        f"opening:{opening.public_id}",
    )
    assert letter == {"address": "intake@program.example", "link": f"/open-referral/{link.token}/"}
    assert (len(link.code), link.code.isdecimal()) == (6, True)


def test_a_place_without_a_contact_gets_no_link():
    place = make_facility()
    referral = make_referral(sender=make_sender()[0], legs=[place])
    agree_to(referral, place)

    referral, link = picked(referral, place)

    assert (referral.stage, link) == (Stage.SENT, None)
    assert (Opening.objects.count(), Message.objects.count()) == (0, 0)


def test_nobody_is_picked_who_was_neither_asked_nor_chosen():
    _, facility = make_program()
    referral = make_referral(sender=make_sender()[0])
    agree_to(referral, facility)

    with pytest.raises(MoveRefused) as refused:
        picked(referral, facility)

    assert (refused.value.code, Referral.objects.get().stage) == ("needs_program", Stage.DRAFT)


def test_without_consent_nothing_goes_and_no_question_is_lost():
    _, facility = make_program()
    referral = make_referral(sender=make_sender()[0])
    [question] = ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=NOON)

    with pytest.raises(MoveRefused) as refused:
        picked(referral, facility)

    question.refresh_from_db()
    assert (refused.value.code, question.gone_at, Opening.objects.count()) == ("needs_consent", None, 0)


def test_programs_that_were_not_picked_lose_the_question_and_its_link_at_once():
    places = [make_program()[1] for _ in range(3)]
    referral = make_referral(sender=make_sender()[0])
    questions = ask(referral=referral, facilities=places, side=Side.SENDER, by=PRODUCT, at=NOON)
    agree_to(referral, places[1])

    picked(referral, places[1], at=NOON + timedelta(minutes=1))

    links = OneTimeLink.objects.filter(purpose="answer-question")
    assert [each.gone_at for each in referral.questions.all()] == [NOON + timedelta(minutes=1)] * 3
    assert set(links.values_list("withdrawn_at", flat=True)) == {NOON + timedelta(minutes=1)}
    assert {each.link_id for each in questions} == set(links.values_list("public_id", flat=True))


def test_a_new_pick_takes_the_link_of_the_former_program_away():
    (_, one), (_, other) = make_program(), make_program()
    referral = make_referral(sender=make_sender()[0], legs=[one, other])
    agree_to(referral, one)
    agree_to(referral, other)
    referral, first = picked(referral, one)
    moved(referral, Stage.WAITLISTED)

    referral, second = picked(referral, other)

    open_now = OneTimeLink.objects.filter(withdrawn_at=None).values_list("public_id", flat=True)
    assert (list(open_now), referral.facility) == ([second.public_id], other)
    assert first.public_id != second.public_id


def told_three():
    """Two were asked, and a third had the person and declined."""
    places = [make_program()[1] for _ in range(4)]
    referral = make_referral(sender=make_sender()[0], legs=places[:3])
    ask(referral=referral, facilities=places[:2], side=Side.SENDER, by=PRODUCT, at=NOON)
    referral = moved(referral, Stage.SENT, Stage.DECLINED, facility=places[2])
    return referral, places


def test_a_fourth_program_never_learns_of_anybody_also_where_a_place_was_taken_off_the_way():
    referral, places = told_three()
    ReferralLeg.objects.filter(referral=referral, facility=places[2]).update(facility=places[3])
    agree_to(referral, places[3])

    with pytest.raises(MoveRefused) as refusal:
        picked(referral, places[3])

    assert (refusal.value.code, Referral.objects.get().stage) == ("three_at_most", Stage.DECLINED)


def test_one_of_the_three_may_be_picked_again():
    referral, places = told_three()
    agree_to(referral, places[0])

    sent, _ = picked(referral, places[0])

    assert (sent.stage, sent.facility) == (Stage.SENT, places[0])
