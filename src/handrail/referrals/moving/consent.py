"""Whether the person agreed that this program learns who they are: asked at the pick, and at each opening (S19)."""

from datetime import datetime

from django.db.models import QuerySet

from handrail.accounts.models import Organization
from handrail.directory.claims.queries import keeping_claim
from handrail.directory.models import Facility
from handrail.privacy.consenting.actions import decided, hand_over
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Decision, HandOver, Information, Purpose, RecipientRole
from handrail.privacy.models import Consent
from handrail.referrals.models import AskedConsent, Referral

OPENS = frozenset({Information.IDENTITY, Information.REFERRAL})


def discloser_of(referral: Referral) -> str:
    """Who tells: the organization that sent it, or the person themselves."""
    return referral.sender.public_id if referral.sender else referral.subject.public_id


def program_of(facility: Facility) -> Organization | None:
    """Who keeps the page of the place, verified and undisputed. To anybody else no identity goes (S17)."""
    claim = keeping_claim(facility=facility)
    return claim.organization if claim else None


def recipient_of(facility: Facility) -> str:
    """As a consent names it: the verified organization; else the listed place, which a human calls."""
    program = program_of(facility)
    return program.public_id if program else f"place:{facility.public_id}"


def opening_of(referral: Referral, facility: Facility, *, at: datetime) -> HandOver:
    return HandOver(
        subject=referral.subject.public_id,
        discloser=discloser_of(referral),
        recipient=recipient_of(facility),
        role=RecipientRole.TREATMENT,
        information=OPENS,
        purpose=Purpose.TREATMENT,
        at=at,
    )


def decision_for(referral: Referral, facility: Facility, *, at: datetime) -> Decision:
    """Looks, and hands nothing over."""
    asked = opening_of(referral, facility, at=at)
    return decided(subject=referral.subject, asked=asked, leaving_out=for_other_places(referral, facility))


def hand_over_to(referral: Referral, facility: Facility, *, by: Actor, at: datetime) -> Decision:
    """Hands over: call it in the transaction that shows who the person is. It writes the person's account."""
    asked = opening_of(referral, facility, at=at)
    return hand_over(subject=referral.subject, asked=asked, by=by, leaving_out=for_other_places(referral, facility))


def for_other_places(referral: Referral, facility: Facility) -> QuerySet[Consent]:
    """An organization may keep several places. The words that were signed name one of them, so they open that one."""
    kept = facility.merged_into_id or facility.pk
    signed = AskedConsent.objects.filter(referral__subject=referral.subject).exclude(consent=None)
    others = signed.exclude(facility=kept).exclude(facility__merged_into=kept)
    return Consent.objects.filter(pk__in=others.values("consent"))


def consent_row(decision: Decision) -> Consent | None:
    return Consent.objects.filter(public_id=decision.consent).first() if decision.is_allowed else None
