"""A nurse at her desk, and what she types there."""

from django.test import Client
from django.utils import timezone

from handrail.accounts.models import Organization, User
from handrail.directory.models import Facility
from handrail.referrals.agreeing.actions import ask_to_agree, sign
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.models import AskedConsent, Referral
from referrals.samples import actor_of, make_sender
from signing_in import sign_in

FORM = {
    "task": "save",
    "key": "abcdefgh",
    "alias": "Rosa",
    "age": "adult",
    "level": "withdrawal",
    "medicine": "buprenorphine",
    "payer": "medicaid",
    "urgency": "today",
    "language": "en",
    "reach": "call",
    "address": "(217) 555-0143",
    "when": "evening",
    "no_voicemail": "yes",
    "note": "Uses a cane.",
    "no_release_day": "yes",
}


def at_the_desk(*, kind: str = "hospital", role: str = "nurse") -> tuple[Client, User, Organization]:
    """Signed in with a second factor."""
    organization, user = make_sender(kind=kind, role=role)
    client = Client()
    sign_in(client, user)
    return client, user, organization


def handed_over(client: Client, *places: Facility, **typed: str) -> Referral:
    client.post("/referrals/new/", FORM | {"pick": [place.public_id for place in places]} | typed)
    return Referral.objects.latest("pk")


def agreed(referral: Referral, place: Facility, user: User, organization: Organization) -> AskedConsent:
    """The person has signed on their own phone."""
    by, at = actor_of(user, organization), timezone.now()
    asked, _ = ask_to_agree(
        referral=referral, facility=place, way=Signing.OWN_PHONE, language="en", user=user, by=by, at=at
    )
    words = consent_words(referral=referral, facility=place, language="en")
    sign(asked=asked, read=words.hash, by=by, at=at)
    return asked
