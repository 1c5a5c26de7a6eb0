"""One neutral message to a side that is asked, where it named a contact. Its link leads to the program's own pages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import Claim, Partnership
from handrail.messaging.actions import enqueue
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.privacy.sealed_values import opened


def ask_side(partnership: Partnership, claim: Claim, *, key: str, at: datetime) -> bool:
    """False where it named no contact, or none that we can write to: then it reads of it on its page."""
    contact = contact_for_messages(facility=claim.place)
    if contact is None or missing_setting(Channel(contact.channel)):
        return False
    with override(contact.language):
        address = reverse("partners-one", args=[claim.organization.public_id, partnership.public_id])
    enqueue(
        subject=contact.subject,
        kind=MessageKind.QUESTION,
        language=contact.language,
        channel=Channel(contact.channel),
        address=opened(contact, "address")["address"],
        at=at,
        key=key,
        link=address,
    )
    return True
