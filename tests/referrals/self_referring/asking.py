"""A program that answers, and somebody who asks it to expect them, through the action that the form calls."""

from datetime import datetime
from itertools import count

from handrail.accounts.models import Organization
from handrail.directory.domain.open_places import Level
from handrail.directory.models import Facility
from handrail.referrals.domain.needs import Medicine, PayerClass, Urgency
from handrail.referrals.domain.self_referring import Asked, Reach
from handrail.referrals.models import Referral
from handrail.referrals.self_referring.actions import Signed, ask_to_be_expected
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, make_program, make_receiver

KEY = count(1)


def make_answering_program(**facts: object) -> tuple[Organization, Facility]:
    """It keeps its page, may be written to, and somebody there may read who asks."""
    organization, facility = make_program(**facts)
    make_receiver(organization)
    return organization, facility


def answering(**facts: object) -> tuple[Organization, Facility]:
    """The same, where coordinators stand behind it day and night."""
    keep_coordinators()
    return make_answering_program(**facts)


def asked(**values: object) -> Asked:
    usual = {
        "alias": "Rosa",
        "level": Level.OUTPATIENT_MEDICINE,
        "medicine": Medicine.BUPRENORPHINE,
        "payer": PayerClass.MEDICAID,
        "urgency": Urgency.TODAY,
    }
    return Asked(**usual | values)


def by_text(number: str = "447-555-0199") -> Asked:
    return asked(reach=Reach.TEXT, address=number, no_voicemail=True)


def signed(program: Organization) -> Signed:
    return Signed(program.public_id, ("I tell this myself.",), "en", "1", "/reach/")


def ask_them(program: Organization, facility: Facility, *, at: datetime = NOON, key: str = "", **more: object):
    """The receipt, and the request it is about."""
    made = ask_to_be_expected(
        facility=facility,
        asked=more.pop("asked", asked()),
        signed=signed(program),
        pin=more.pop("pin", ""),
        key=key or f"self:{next(KEY)}",
        at=at,
        **more,
    )
    return made, Referral.objects.order_by("pk").last()
