"""Writing to a program: only where it said so itself, and by daylight there."""

from datetime import datetime

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import ListingContact
from handrail.messaging.actions import enqueue
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import Message
from handrail.privacy.sealed_values import opened


def write_to_contact(
    contact: ListingContact, kind: MessageKind, *, key: str, link: str | None, at: datetime, is_urgent: bool = False
) -> Message:
    """A neutral message to the contact that a program named and confirmed (S17). At night in its state it waits."""
    return enqueue(
        subject=contact.subject,
        kind=kind,
        language=contact.language,
        channel=Channel(contact.channel),
        address=opened(contact, "address")["address"],
        at=at,
        key=key,
        link=link,
        is_urgent=is_urgent,
        zone=zone_of_state(contact.claim.place.state),
    )
