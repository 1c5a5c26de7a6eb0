"""A person's own consents, for themselves."""

from dataclasses import dataclass
from datetime import datetime

from handrail.privacy.domain.consent_states import ConsentState, state_of
from handrail.privacy.models import Consent, Subject
from handrail.privacy.sealed_values import opened_where_kept

STANDING = (ConsentState.LIVE, ConsentState.HELD)


@dataclass(frozen=True)
class OwnConsent:
    """A consent, and where it stands now."""

    consent: Consent
    state: ConsentState

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING


def consents_of(*, subject: Subject, at: datetime) -> list[OwnConsent]:
    """Those that stand first, the newest first. One query."""
    rows = Consent.objects.filter(subject=subject).select_related("subject").order_by("-signed_at", "-pk")
    found = [OwnConsent(row, state_of(row.as_signed(), at=at)) for row in rows]
    return sorted(found, key=lambda one: not one.is_standing)


def consent_of(*, subject: Subject, public_id: str, at: datetime) -> OwnConsent | None:
    """One of the person's own; a stranger's is not found."""
    row = Consent.objects.filter(subject=subject, public_id=public_id).select_related("subject").first()
    return OwnConsent(row, state_of(row.as_signed(), at=at)) if row else None


def words_of(consent: Consent) -> str:
    """The words as they were signed, for as long as the program keeps them."""
    evidence = opened_where_kept(consent, "evidence")["evidence"] or {}
    return str(evidence.get("text", ""))
