"""By what somebody who was handed over can come back: their numbers, and where they may be written to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import AskedContact, ContactAgreement
from handrail.privacy.models import Receipt
from handrail.referrals.domain.self_referring import Reach
from handrail.referrals.models import Referral

CHANNEL_OF: dict[Reach, Channel] = {Reach.TEXT: Channel.SMS, Reach.CALL: Channel.SMS, Reach.EMAIL: Channel.EMAIL}
"""By which a number or mailbox is proven. Also who wants to be called proves by a text that the number is theirs."""


class Writing(StrEnum):
    """Whether we may write to the person ourselves."""

    AGREED = "agreed"  # they said yes there
    ASKED = "asked"  # a note went there, and nobody said yes yet
    POSSIBLE = "possible"
    NONE = "none"  # they named no number or mailbox, or this site sends nothing by that way


@dataclass(frozen=True, repr=False)
class Way:
    """Never printed: it reaches somebody."""

    channel: Channel
    address: str


def way_to_write(words: Mapping[str, Any]) -> Way | None:
    """What stands in the sealed words as safe."""
    reach, address = str(words.get("reach", "")), str(words.get("address", ""))
    if not address or reach not in set(CHANNEL_OF):
        return None
    return Way(CHANNEL_OF[Reach(reach)], address)


def writing_to(referral: Referral, words: Mapping[str, Any]) -> Writing:
    if ContactAgreement.objects.filter(subject=referral.subject, withdrawn_at=None).exists():
        return Writing.AGREED
    if AskedContact.objects.filter(subject=referral.subject).exists():
        return Writing.ASKED
    way = way_to_write(words)
    return Writing.POSSIBLE if way is not None and not missing_setting(way.channel) else Writing.NONE


def open_numbers(*, referral: Referral, at: datetime) -> list[Receipt]:
    """The newest first."""
    rows = Receipt.objects.openable(at=at).filter(subject=referral.subject, about=f"referral:{referral.public_id}")
    return list(rows.select_related("subject").order_by("-made_at", "-pk"))
