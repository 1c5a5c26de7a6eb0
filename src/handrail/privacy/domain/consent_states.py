"""Where a consent stands, as its person reads it. What it allows is for `consent_rules` to say."""

from datetime import datetime
from enum import StrEnum

from handrail.privacy.domain.consents import Consent


class ConsentState(StrEnum):
    """One of these, at every moment."""

    LIVE = "live"
    HELD = "held"  # withdrawn, and 2.35 lets it stand until a court's matter is over
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    FALSE = "false"  # somebody found that it was never given


def state_of(consent: Consent, *, at: datetime) -> ConsentState:
    if consent.known_false:
        return ConsentState.FALSE
    if consent.revoked_at is not None and not is_held(consent, at=at):
        return ConsentState.WITHDRAWN
    if (consent.expires_at is not None and at >= consent.expires_at) or consent.ended_at is not None:
        return ConsentState.ENDED
    return ConsentState.HELD if consent.revoked_at is not None else ConsentState.LIVE


def is_held(consent: Consent, *, at: datetime) -> bool:
    return consent.irrevocable_until is not None and at < consent.irrevocable_until
