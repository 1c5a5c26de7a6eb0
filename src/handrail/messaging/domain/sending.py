"""What is asked again in the moment of sending: between writing and sending, people change their minds (S37)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handrail.messaging.domain.kinds import KINDS, MessageKind, Night
from handrail.messaging.domain.leases import MOST_ATTEMPTS
from handrail.messaging.domain.quiet_hours import USUAL_FROM, USUAL_TO, QuietHours, quiet_somewhere_until, quiet_until
from handrail.messaging.domain.status import Status


class Reason(StrEnum):
    """Why a message was not sent, or not yet. A code: it never holds an address."""

    NO_AGREEMENT = "no_agreement"
    OTHER_ADDRESS = "other_address"  # the agreement is for another number or mailbox
    STOPPED = "stopped"  # whoever has the number said STOP
    CONSENT_ENDED = "consent_ended"
    ERASED = "erased"
    RESTORED = "restored"  # it waited in a backup that was restored, and may have been sent long since
    EXPIRED = "expired"
    TRIED_TOO_OFTEN = "tried_too_often"
    UNREADABLE = "unreadable"
    COUNTRY = "country"
    QUIET_HOURS = "quiet_hours"
    NUMBER_BUDGET = "number_budget"
    INSTALLATION_BUDGET = "installation_budget"
    LEASE_ENDED = "lease_ended"
    PROVIDER_DOWN = "provider_down"
    PROVIDER_BUSY = "provider_busy"
    PROVIDER_REFUSED_US = "provider_refused_us"  # our account or sender: an operator must look
    PROVIDER_REFUSED = "provider_refused"
    BAD_ADDRESS = "bad_address"
    UNREACHABLE = "unreachable"
    BLOCKED_BY_CARRIER = "blocked_by_carrier"
    DID_NOT_ARRIVE = "did_not_arrive"


@dataclass(frozen=True)
class Agreement:
    """That somebody agreed to be written to, by this channel and at this address."""

    is_for_this_address: bool
    quiet_hours: QuietHours
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """All that decides, as it stands in the moment of sending."""

    kind: MessageKind
    at: datetime
    expires_at: datetime
    attempts: int
    is_urgent: bool = False
    is_erased: bool = False
    is_consent_live: bool = True  # of the consent it was written under, where there is one
    is_hidden: bool = False  # the person asked to be forgotten, and may still come back
    is_stopped: bool = False
    is_country_allowed: bool = True
    agreement: Agreement | None = None
    zone: str = ""  # of a reader who never said when their night is, where anybody knows it


@dataclass(frozen=True)
class Verdict:
    """`to` is what becomes of the message; None: send it. WAITING goes with the moment to ask again."""

    to: Status | None = None
    reason: Reason | None = None
    again_at: datetime | None = None


SEND = Verdict()


def has_no_agreement(asked: Asked) -> bool:
    stands = asked.agreement is not None and asked.agreement.withdrawn_at is None
    return KINDS[asked.kind].needs_agreement and not stands


def is_for_another_address(asked: Asked) -> bool:
    agreement = asked.agreement
    return KINDS[asked.kind].needs_agreement and agreement is not None and not agreement.is_for_this_address


# The first that holds decides. What the person wants comes before what the clock says.
ENDS: tuple[tuple[Callable[[Asked], bool], Status, Reason], ...] = (
    (lambda asked: asked.is_erased, Status.DROPPED, Reason.ERASED),
    (lambda asked: asked.is_hidden and KINDS[asked.kind].needs_agreement, Status.DROPPED, Reason.ERASED),
    (lambda asked: asked.is_stopped, Status.DROPPED, Reason.STOPPED),
    (has_no_agreement, Status.DROPPED, Reason.NO_AGREEMENT),
    (is_for_another_address, Status.DROPPED, Reason.OTHER_ADDRESS),
    (lambda asked: not asked.is_consent_live, Status.DROPPED, Reason.CONSENT_ENDED),
    (lambda asked: asked.at >= asked.expires_at, Status.EXPIRED, Reason.EXPIRED),
    (lambda asked: not asked.is_country_allowed, Status.DEAD, Reason.COUNTRY),
    (lambda asked: asked.attempts > MOST_ATTEMPTS, Status.DEAD, Reason.TRIED_TOO_OFTEN),
)


def decide(asked: Asked) -> Verdict:
    for holds, to, reason in ENDS:
        if holds(asked):
            return Verdict(to, reason)
    until = quiet_now(asked)
    return Verdict(Status.WAITING, Reason.QUIET_HOURS, until) if until else SEND


def quiet_now(asked: Asked) -> datetime | None:
    """Until when the reader wants no message. Of who never said when their night is, the usual one counts: in their
    zone, or in any where nobody knows it."""
    at_night = KINDS[asked.kind].at_night
    if at_night is Night.COMES or (asked.is_urgent and at_night is Night.COMES_IF_URGENT):
        return None
    if asked.agreement is None and not asked.zone:
        return quiet_somewhere_until(at=asked.at)
    if asked.agreement is None:
        return quiet_until(QuietHours(USUAL_FROM, USUAL_TO, asked.zone), at=asked.at)
    return quiet_until(asked.agreement.quiet_hours, at=asked.at)
