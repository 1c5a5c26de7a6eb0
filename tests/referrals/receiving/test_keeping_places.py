"""A program keeps a place by its own page: counted once, never for a stranger, never for who no longer agrees."""

from datetime import timedelta

import pytest

from handrail.directory.domain.open_places import Sex
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.domain.holds import BAD_UNTIL, HoldRefused
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import PlaceHold, Referral
from handrail.referrals.receiving.actions import NOT_FOR_STRANGERS, keep_place
from handrail.referrals.receiving.tasks import Task, tasks_for
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db


def make_person(**facts):
    _, facility = make_program()
    return moved(make_referral(**{"sender": make_sender()[0]} | facts), Stage.SENT, facility=facility)


def kept(referral, *, hours=6, seen=1, at=NOON):
    until = NOON + timedelta(hours=hours)
    return keep_place(referral=referral, until=until, sex=Sex.WOMEN, seen=seen, by=PRODUCT, at=at)


def test_a_place_is_kept_and_then_kept_longer():
    referral = kept(make_person())

    longer = kept(referral, hours=9, seen=2)

    hold = PlaceHold.objects.get()
    assert (longer.stage, longer.held_until, hold.until) == (Stage.HELD,) + (NOON + timedelta(hours=9),) * 2
    assert hold.ended_at is None


def test_two_presses_keep_one_place():
    referral = make_person()
    kept(referral)

    with pytest.raises(MoveRefused) as refused:
        kept(referral)

    assert (refused.value.code, PlaceHold.objects.count()) == ("no_such_move", 1)


def test_no_place_is_kept_for_longer_than_a_day():
    with pytest.raises(HoldRefused, match=BAD_UNTIL):
        kept(make_person(), hours=25)

    assert (PlaceHold.objects.count(), Referral.objects.get().stage) == (0, Stage.SENT)


def test_nobody_who_asked_alone_is_kept_a_bed():
    referral = make_person(sender=None)

    with pytest.raises(HoldRefused, match=NOT_FOR_STRANGERS):
        kept(referral)

    assert PlaceHold.objects.count() == 0
    assert Task.HOLD not in tasks_for(Stage.SENT, is_self_referred=True)
    assert Task.HOLD in tasks_for(Stage.SENT, is_self_referred=False)


def test_a_withdrawn_consent_keeps_no_place():
    referral = make_person()
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=NOON)

    with pytest.raises(MoveRefused) as refused:
        kept(referral)

    assert (refused.value.code, PlaceHold.objects.count()) == ("needs_consent", 0)
