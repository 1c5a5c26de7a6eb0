"""The same ground under each walk: one program that may be written to, and nobody on the way."""

from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO

from django.utils import timezone

from handrail.directory.models import Claim, ListingContact
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.messaging.models import Message
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import opened, seal
from handrail.referrals.climbing.actions import climb_referrals, ring_for_questions
from handrail.referrals.closing.actions import ask_whether_they_got_in
from handrail.referrals.demonstration.actions import remove_demonstration
from handrail.referrals.ringing.actions import call_for_untold_people
from handrail.web.models import DoorCount

PASSES = (climb_referrals, ring_for_questions, ask_whether_they_got_in, call_for_untold_people)


@dataclass(frozen=True)
class Program:
    """The made-up one whose staff can sign in."""

    name: str
    town: str
    place: str
    claim: str
    organization: str


class NotADemonstration(Exception):
    """The message may be shown to whoever walks."""


def fresh() -> Program:
    """Whoever was handed on in this demonstration so far is gone, and no door counts any more."""
    if current_kind() != InstallationKind.DEMONSTRATION:
        raise NotADemonstration(
            "Only a demonstration is walked with sign-ins: people who were handed on would be lost."
        )
    remove_demonstration(at=timezone.now())
    DoorCount.objects.all().delete()
    return program()


def program() -> Program:
    claim = Claim.objects.filter(state="verified").select_related("organization").order_by("pk")[0]
    give_contact(claim)
    place = claim.place
    return Program(place.name, place.city, place.public_id, claim.public_id, claim.organization.public_id)


def give_contact(claim: Claim) -> None:
    """Where links go to. Whoever stopped them on the walk before gets them again."""
    at = timezone.now()
    if ListingContact.objects.filter(claim=claim).update(stopped_at=None):
        return
    mailbox = open_subject(by=PRODUCT, at=at)
    contact = ListingContact(claim=claim, subject=mailbox, channel="email", language="en", since=at)
    seal(contact, at=at, address="front-desk@program.example")
    contact.save()


def letter(kind: str) -> str:
    """Where the newest message of this kind leads. A worker would print it."""
    message = Message.objects.filter(kind=kind).order_by("-pk")[0]
    return str(opened(message, "letter")["letter"]["link"]).removeprefix("/es")


def clocks() -> None:
    """What a worker does about whoever waits, without its sending."""
    with redirect_stdout(StringIO()):
        for run in PASSES:
            while run(at=timezone.now()):
                pass
