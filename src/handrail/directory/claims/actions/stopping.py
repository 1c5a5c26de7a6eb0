"""A program wants no messages at the contact it named: from then on somebody rings it (S17, S37)."""

from datetime import datetime

from django.db import transaction

from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import Claim, Facility, ListingContact
from handrail.messaging.actions import end_unsent
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Mover
from handrail.messaging.models import Message
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.web.translation import mark

STOPPED = "listing_contact.stopped"
NOTHING_STOPPED = mark(
    "This link stops nothing now. Stopped before? Then nothing more comes. "
    "If not, stop them in our newest message, or answer STOP to a text."
)


class StopRefused(LinkRefused):
    """The message may be shown to anybody, and is the same for every link that stops nothing."""

    def __init__(self) -> None:
        Exception.__init__(self, NOTHING_STOPPED)


@transaction.atomic
def stop_messages(*, contact: ListingContact, by: Actor, at: datetime) -> bool:
    """Nothing more goes there, not even what is written already. False where it had stopped before.

    It stays as the old contact of a change, which somebody tells by telephone. Another contact begins anew.
    """
    Claim.objects.select_for_update().get(pk=contact.claim_id)
    if not ListingContact.objects.filter(pk=contact.pk, stopped_at=None).update(stopped_at=max(at, contact.since)):
        return False
    end_unsent(Message.objects.filter(subject=contact.subject), Reason.STOPPED, mover=Mover.READER, at=at)
    record(STOPPED, by=by, at=at, subject=contact.subject, about=f"contact:{contact.public_id}")
    note(STOPPED, contact.public_id, at=at)
    return True


def stop_by_link_to(*, place: Facility | None, link: OneTimeLink | None, at: datetime) -> None:
    """For whoever holds a link that we sent to this place's contact, in whatever browser. Raises `StopRefused`.

    A link of before the program named another contact stops nothing: it came to the one before.
    """
    contact = contact_for_messages(facility=place) if place else None
    if link is None or contact is None or link.made_at < contact.since:
        raise StopRefused
    stop_messages(contact=contact, by=Actor(ActorKind.LINK, link.public_id), at=at)


def stopped_again(*, key: str, at: datetime) -> bool:
    """After a restore: nobody is written to who had stopped it since."""
    return bool(ListingContact.objects.filter(public_id=key, stopped_at=None, since__lte=at).update(stopped_at=at))
