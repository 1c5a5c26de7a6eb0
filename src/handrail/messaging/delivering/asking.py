"""Asking again, in the moment of sending, whether a message may still go (S37)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from handrail.messaging.channels.interface import Letter
from handrail.messaging.delivering.actions.budgets import budget_of, take_budgets
from handrail.messaging.delivering.actions.recording import apply, held
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.leases import fraction
from handrail.messaging.domain.numbers import is_country_allowed
from handrail.messaging.domain.quiet_hours import QuietHours
from handrail.messaging.domain.sending import SEND, Agreement, Asked, Reason, Verdict, decide
from handrail.messaging.domain.status import Status
from handrail.messaging.models import ContactAgreement, Message
from handrail.messaging.queries import is_stopped, standing_agreement
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.models import Consent
from handrail.privacy.queries import is_hidden
from handrail.privacy.sealed_values import opened
from handrail.privacy.sealing import SealBroken


@dataclass(frozen=True, repr=False)
class Opened:
    """What was sealed in a message."""

    address: str = ""
    link: str | None = None
    is_erased: bool = False


@transaction.atomic
def ask(*, message: Message, token: str, at: datetime) -> Letter | None:
    """What to send, or None: the lease is lost, or the answer was written down instead."""
    message_now = held(message, token)
    if message_now is None:
        return None
    try:
        letter = opened_letter(message_now)
    except SealBroken:
        apply(message_now, Verdict(Status.DEAD, Reason.UNREADABLE), at=at)
        return None
    verdict = verdict_on(message_now, letter, at)
    if verdict == SEND:
        return as_letter(message_now, letter, at)
    apply(message_now, verdict, at=at)
    return None


def opened_letter(message: Message) -> Opened:
    try:
        letter: dict[str, Any] = opened(message, "letter")["letter"]
    except KeyDestroyed:
        return Opened(is_erased=True)
    return Opened(letter["address"], letter["link"])


def verdict_on(message: Message, letter: Opened, at: datetime) -> Verdict:
    """The rules first, which take nothing; then the budgets, which are used up by asking."""
    verdict = decide(asked_of(message, letter, at))
    if verdict != SEND:
        return verdict
    full = take_budgets(budget_of(message.channel, letter.address), channel=Channel(message.channel), at=at)
    return Verdict(Status.WAITING, full, next_day(at, message.public_id)) if full else SEND


def next_day(at: datetime, message: str) -> datetime:
    """Budgets are of UTC days. What waited for the new one is spread over its first hour."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight + fraction(message) * timedelta(hours=1)


def asked_of(message: Message, letter: Opened, at: datetime) -> Asked:
    is_text = message.channel == Channel.SMS and not letter.is_erased
    countries = frozenset(settings.MESSAGE_COUNTRIES)
    return Asked(
        kind=MessageKind(message.kind),
        at=at,
        expires_at=message.expires_at,
        attempts=message.attempts,
        is_urgent=message.is_urgent,
        zone=message.zone,
        is_erased=letter.is_erased,
        is_hidden=is_hidden(message.subject),
        is_consent_live=message.consent_id is None
        or Consent.objects.live(at=at).filter(pk=message.consent_id).exists(),
        is_stopped=is_text and is_stopped(number=letter.address),
        is_country_allowed=not is_text or is_country_allowed(letter.address, countries=countries),
        agreement=None if letter.is_erased else agreement_for(message, letter),
    )


def agreement_for(message: Message, letter: Opened) -> Agreement | None:
    standing = standing_agreement(subject=message.subject, channel=Channel(message.channel))
    return as_agreement(standing, letter) if standing else None


def as_agreement(row: ContactAgreement, letter: Opened) -> Agreement:
    return Agreement(
        is_for_this_address=opened(row, "address")["address"] == letter.address,
        quiet_hours=QuietHours(row.quiet_from, row.quiet_to, row.zone),
        withdrawn_at=row.withdrawn_at,
    )


def as_letter(message: Message, letter: Opened, at: datetime) -> Letter:
    return Letter(
        key=message.public_id,
        kind=MessageKind(message.kind),
        language=message.language,
        address=letter.address,
        link=absolute(letter.link) if letter.link else "",
        lives=message.expires_at - at,
    )


def absolute(path: str) -> str:
    """On the neutral host the operator chose. Never the Host header: whoever sends a request chooses that."""
    scheme = "http" if settings.DEMONSTRATION else "https"
    return f"{scheme}://{settings.MESSAGE_HOST}{path}"
