"""Whether the person agreed that this program learns who they are: asked at the pick, and at each opening (S19)."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from handrail.accounts.models import Organization
from handrail.directory.claims.queries import keeping_claim
from handrail.directory.models import Facility
from handrail.privacy.consenting.actions import decided, hand_over
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Decision, HandOver, Information, Purpose, RecipientRole
from handrail.privacy.models import Consent
from handrail.referrals.domain.moves import MISSING, Requires
from handrail.referrals.models import AskedConsent, Referral
from handrail.web.translation import mark

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


UNFIT = mark("The person agreed. But what we are before the law lets nothing pass: see the page of agreements.")
PAPERS: Mapping[str, str] = {
    "no_operator_role": UNFIT,
    "not_from_the_person": UNFIT,
    "operator_not_named": mark("The person agreed, but their words do not name us. Ask them again."),
    "no_agreement_with_discloser": mark("The person agreed. But a signed agreement with their sender is missing."),
    "no_agreement_with_recipient": mark("The person agreed. But a signed agreement with this program is missing."),
}
"""By the rule that kept it: what a person can do nothing about, and an operator can."""


def why_refused(decision: Decision) -> str:
    """Nobody is told that the person has not agreed where a paper is missing."""
    return PAPERS.get(decision.rule, MISSING[Requires.CONSENT])


def consent_row(decision: Decision) -> Consent | None:
    return Consent.objects.filter(public_id=decision.consent).first() if decision.is_allowed else None
