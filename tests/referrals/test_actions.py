"""What erasing does to the referrals of a person (S33)."""

from datetime import timedelta

import pytest

from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import ask_erasure, carry_out_erasures, erase_own
from handrail.referrals.domain.stages import Stage
from locks_taken import locks_taken
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db


def sent():
    return moved(make_referral(sender=make_sender()[0]), Stage.SENT, facility=make_program()[1])


def test_erasing_locks_the_referral_before_the_person_as_a_move_does():
    referral = sent()

    with locks_taken() as taken:
        erase_own(subject=referral.subject, by=PRODUCT, at=NOON)

    assert taken[:2] == ["Referral", "Subject"]


def test_pass_that_erases_locks_in_the_same_order():
    ask_erasure(subject=sent().subject, by=PRODUCT, at=NOON)

    with locks_taken() as taken:
        done = carry_out_erasures(at=NOON + timedelta(days=2))

    assert (done, taken[:2]) == (1, ["Referral", "Subject"])
