"""What the worker does for changes of listings: sees whether the old contact was told, and ends what has waited."""

from datetime import datetime

from django.db import transaction

from handrail.directory.domain.listing_changes import (
    CHECKED,
    ChangeRefused,
    Field,
    State,
    Told,
    check_step,
    clock_step,
)
from handrail.directory.listing_changes.actions.changing import (
    begin_wait,
    can_both_act,
    end,
    locked,
    noted,
    standing,
)
from handrail.directory.models import CheckedFact, ListingChange, ListingContact
from handrail.messaging.domain.status import OPEN, Status
from handrail.messaging.queries import message_called
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import opened, seal

ON_ITS_WAY = {status.value for status in OPEN}
TOLD = {Status.SENT.value, Status.DELIVERED.value}


def follow_messages(*, at: datetime) -> int:
    """From the moment the message left the wait begins. One that did not arrive is a call for somebody at the desk."""
    by_message = ListingChange.objects.exclude(message_key="")
    rows = by_message.filter(state__in=(State.TO_TELL, State.WAITING)).select_related("claim")
    return sum(follow(change, at) for change in rows)


@transaction.atomic
def follow(change: ListingChange, at: datetime) -> bool:
    held = locked(change)
    message = message_called(key=held.message_key)
    is_told = message is not None and message.status in TOLD
    try:
        if held.state == State.TO_TELL and is_told:
            check_step(standing(held, at=at), State.WAITING)
            begin_wait(held, Told.MESSAGE, message.ended_at)
        elif not is_told and (message is None or message.status not in ON_ITS_WAY):
            call_instead(held, at)
        else:
            return False
    except ChangeRefused:  # contested meanwhile: it is looked at again when that is settled
        return False
    held.save()
    return True


def call_instead(held: ListingChange, at: datetime) -> None:
    if held.state == State.WAITING:
        check_step(standing(held, at=at), State.TO_TELL)
        held.state, held.told, held.told_at, held.waits_until = State.TO_TELL, "", None, None
    held.message_key = ""


def apply_due_changes(*, at: datetime) -> int:
    return sum(apply(change, at) for change in ListingChange.objects.due(at=at).select_related("claim"))


@transaction.atomic
def apply(change: ListingChange, at: datetime) -> bool:
    """Whether the clock had anything to do of it: stopping counts as applying does."""
    held = locked(change)
    step = clock_step(standing(held, at=at, can_both_act=can_both_act(held)))
    if step is None:
        return False
    if step.stopped:
        end(held, step.stopped, PRODUCT, at)
    else:
        keep_what_changed(held, at)
    return True


def keep_what_changed(held: ListingChange, at: datetime) -> None:
    if held.field == Field.CONTACT:
        keep_contact(held, at)
    else:
        keep_fact(held, at)
    held.state, held.applied_at, held.address = State.APPLIED, at, None
    held.save()
    noted("change.applied", held, PRODUCT, at)


def keep_fact(held: ListingChange, at: datetime) -> None:
    """Beside the listing, as what we check ourselves: no import writes over it (ADR 18)."""
    CheckedFact.objects.create(
        facility=held.claim.place,
        field=CHECKED[Field(held.field)],
        value=held.value,
        checked_at=at,
        by=held.proposed_by,
        second_by=held.agreed_by,
        change=held,
    )


def keep_contact(held: ListingChange, at: datetime) -> None:
    """In the place of the old one."""
    ListingContact.objects.filter(claim=held.claim).delete()
    contact = ListingContact(
        claim=held.claim, subject=held.subject, channel=held.channel, language=held.language, since=at
    )
    seal(contact, at=at, address=opened(held, "address")["address"])
    contact.save(force_insert=True)
