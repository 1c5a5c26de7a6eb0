"""What a program does is told at once to whoever sent the person; police and custody are told nothing (P10, S24)."""

from datetime import timedelta

import pytest

from handrail.accounts.models import User
from handrail.directory.domain.open_places import Sex
from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import opened
from handrail.referrals.coordinating.actions import keep_by_telephone, move_on
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.receiving.actions import answer_referral, keep_place
from referrals.samples import NOON, given_for, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
UNTIL = NOON + timedelta(hours=6)
TOLD = [
    (Stage.ASKED_BACK, "reply_wanted"),
    (Stage.DECLINED, "reply_wanted"),
    (Stage.WAITLISTED, "news"),
    (Stage.EXPECTED, "news"),
]


def agrees(user: User, *, language: str = "en") -> None:
    values = {"channel": Channel.EMAIL, "address": "nurse@hospital.example", "zone": "America/Chicago"}
    give_agreement(subject=user.subject, language=language, text_version="1", by=PRODUCT, at=NOON, **values)


def with_a_program(*, kind: str = "hospital", role: str = "nurse", language: str = "en") -> tuple[Referral, User]:
    organization, user = make_sender(kind=kind, role=role)
    agrees(user, language=language)
    referral = moved(make_referral(sender=organization), Stage.SENT, Stage.ACKNOWLEDGED, facility=make_program()[1])
    return referral, user


def answered(referral: Referral, stage: Stage) -> Referral:
    given = given_for(stage, at=NOON)
    return answer_referral(referral=referral, to=stage, seen=referral.moves, given=given, by=PRODUCT, at=NOON)


@pytest.mark.parametrize(("stage", "kind"), TOLD)
def test_sender_is_told_what_the_program_did(stage, kind):
    referral, user = with_a_program()

    answered(referral, stage)

    message = Message.objects.get()
    assert (message.kind, message.subject) == (kind, user.subject)
    assert opened(message, "letter")["letter"]["link"] == "/referrals/"


def test_message_leads_to_the_page_in_the_language_of_who_reads_it():
    referral, _ = with_a_program(language="es")

    answered(referral, Stage.DECLINED)

    assert opened(Message.objects.get(), "letter")["letter"]["link"] == "/es/referrals/"


@pytest.mark.parametrize("kind", ["police", "custody"])
@pytest.mark.parametrize(("stage", "_"), TOLD)
def test_police_and_custody_are_told_nothing(kind, stage, _):
    referral, _ = with_a_program(kind=kind, role="officer")

    answered(referral, stage)

    assert Message.objects.count() == 0


def test_place_that_is_kept_and_kept_longer_is_told_each_time():
    referral, _ = with_a_program()
    values = {"sex": Sex.ANY, "by": PRODUCT, "at": NOON}

    referral = keep_place(referral=referral, until=UNTIL, seen=referral.moves, **values)
    keep_place(referral=referral, until=UNTIL + timedelta(hours=1), seen=referral.moves, **values)

    assert list(Message.objects.values_list("kind", flat=True)) == ["news", "news"]


def test_what_a_program_says_on_the_telephone_is_told_as_well():
    referral, _ = with_a_program()
    hold = keep_by_telephone(referral=referral, until=UNTIL, sex=Sex.ANY, seen=referral.moves, by=PRODUCT, at=NOON)
    referral.refresh_from_db()
    given = given_for(Stage.DECLINED, at=NOON)

    move_on(referral=referral, to=Stage.DECLINED, seen=referral.moves, given=given, by=PRODUCT, at=NOON)

    assert hold.until == UNTIL
    assert list(Message.objects.order_by("pk").values_list("kind", flat=True)) == ["news", "reply_wanted"]


def test_arrival_is_told_to_nobody():
    referral, _ = with_a_program()

    answered(answered(referral, Stage.EXPECTED), Stage.ARRIVED)

    assert list(Message.objects.values_list("kind", flat=True)) == ["news"]
