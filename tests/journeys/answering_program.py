"""A program that answers on this site, and coordinators who are off at this hour, on a server that runs.

Its claim was verified by people before the journey begins: that way has a journey of its own.
"""

from datetime import timedelta

from django.utils import timezone

from handrail.directory.actions import bump_revision
from handrail.messaging.domain.rosters import DAYS
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from referrals.on_call import keep_coordinators
from referrals.samples import moved
from referrals.self_referring.asking import make_answering_program

NAME = "Harbor Example Clinic"
POINT = {"city": "Chicago", "state": "IL", "zip": "60601", "latitude": 41.886, "longitude": -87.622}


def begin() -> str:
    """The address of its page. It is night: the coordinators are there in three days, from nine to five."""
    now = timezone.now()
    keep_coordinators(week={DAYS[(now.weekday() + 3) % 7]: [["09:00", "17:00"]]}, at=now)
    codes = "SA OP OMB ORT BU BUM MOA MD ADLT MALE FEM ICO GCO NOE"
    _, facility = make_answering_program(name=NAME, phone="312-555-0142", codes=codes, at=now, **POINT)
    bump_revision(at=now)
    return str(facility.get_absolute_url())


def expect_them() -> None:
    """The program says when it expects whoever asked last, and that time passes."""
    now = timezone.now()
    referral = Referral.objects.order_by("pk").last()
    moved(referral, Stage.EXPECTED, at=now, expected_at=now + timedelta(seconds=2))


def ask_back() -> None:
    referral = Referral.objects.order_by("pk").last()
    moved(referral, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, at=timezone.now(), words="Can you come on a weekday?")
