"""Where a person may be written to, for themselves."""

from dataclasses import dataclass
from datetime import datetime

from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import AskedContact, ContactAgreement
from handrail.privacy.models import Subject
from handrail.privacy.sealed_values import keys_of, opened


@dataclass(frozen=True)
class ContactShown:
    """One way of writing: whether it is open here, where to, and whether an answer is awaited."""

    channel: Channel
    is_open: bool
    address: str = ""
    since: datetime | None = None
    asked_address: str = ""


def agreed_channels(*, subject: Subject) -> list[Channel]:
    """By which ways the person agreed to be written to, without opening where."""
    standing = set(
        ContactAgreement.objects.filter(subject=subject, withdrawn_at=None).values_list("channel", flat=True)
    )
    return [channel for channel in Channel if channel in standing]


def contacts_of(*, subject: Subject) -> list[ContactShown]:
    """Each channel, in three queries."""
    standing = {row.channel: row for row in ContactAgreement.objects.filter(subject=subject, withdrawn_at=None)}
    asked = {row.channel: row for row in AskedContact.objects.filter(subject=subject)}
    keys = keys_of([*standing.values(), *asked.values()])

    def address(row: ContactAgreement | AskedContact | None) -> str:
        return str(opened(row, "address", keys=keys)["address"]) if row else ""

    return [
        ContactShown(
            channel=channel,
            is_open=not missing_setting(channel),
            address=address(standing.get(channel)),
            since=standing[channel].given_at if channel in standing else None,
            asked_address=address(asked.get(channel)),
        )
        for channel in Channel
    ]
