"""Whom the person was asked about, and what they said."""

from collections.abc import Collection
from datetime import datetime

from handrail.directory.models import Facility
from handrail.privacy.domain.consent_states import ConsentState, state_of
from handrail.privacy.models import Consent, OneTimeLink
from handrail.referrals.models import AskedConsent, Referral

RELATED = ("referral__subject", "referral__sender", "facility", "consent__subject")


def asked_consents(*, referral: Referral) -> list[AskedConsent]:
    """The newest for each place, with its consent. One query."""
    newest: dict[int, AskedConsent] = {}
    for asked in AskedConsent.objects.filter(referral=referral).select_related(*RELATED):
        newest[asked.facility_id] = asked
    return list(newest.values())


def asked_consent_of(*, referral: Referral, public_id: str) -> AskedConsent | None:
    rows = AskedConsent.objects.filter(referral=referral, public_id=public_id)
    return rows.select_related(*RELATED).first()


def asked_by_link(link: OneTimeLink) -> AskedConsent | None:
    rows = AskedConsent.objects.filter(link_id=link.public_id)
    return rows.select_related(*RELATED).first()


def is_agreed(asked: AskedConsent, *, at: datetime) -> bool:
    """The person said yes, and that stands now."""
    return asked.consent is not None and state_of(asked.consent.as_signed(), at=at) is ConsentState.LIVE


def agreed_places(*, referral: Referral, at: datetime) -> list[Facility]:
    """Programs that may learn who it is, if they are picked."""
    return [asked.facility for asked in asked_consents(referral=referral) if is_agreed(asked, at=at)]


def agreed_among(referrals: Collection[Referral], *, at: datetime) -> frozenset[int]:
    """Of these, by their rows, who agreed to a program. One query for a whole board."""
    rows = AskedConsent.objects.filter(referral__in=referrals).select_related(*RELATED) if referrals else []
    newest = {(asked.referral_id, asked.facility_id): asked for asked in rows}
    return frozenset(asked.referral_id for asked in newest.values() if is_agreed(asked, at=at))


def consents_of(referral: Referral) -> list[Consent]:
    """Everything the person signed for this hand-over that was neither withdrawn nor ended.

    Who asks for themselves is opened for one request: all that they signed is for it.
    """
    signed = AskedConsent.objects.filter(referral=referral).exclude(consent=None).values("consent")
    rows = Consent.objects.filter(pk__in=signed) | Consent.objects.filter(pk=referral.consent_id)
    if referral.sender_id is None:
        rows = Consent.objects.filter(subject=referral.subject_id)
    return list(rows.filter(revoked_at=None, ended_at=None).select_related("subject").order_by("pk"))
