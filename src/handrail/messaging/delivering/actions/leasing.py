"""Taking messages off the queue, and giving back what a worker could not finish."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.leases import MOST_AT_ONCE
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Status
from handrail.messaging.models import Message

FREED = {"lease_token": "", "leased_at": None, "leased_until": None}


def claim(*, channels: Collection[Channel], at: datetime) -> list[Message]:
    """Some messages that are due, held for one lease under one token. Two workers never get the same.

    Each claim counts as an attempt: a message that kills its worker cannot do so for ever.
    """
    waiting = Message.objects.waiting_for_a_worker(at=at).filter(channel__in=channels)
    if not waiting.exists():  # an idle worker takes no lock
        return []
    token = secrets.token_hex(8)
    with transaction.atomic():
        first = waiting.order_by("-is_urgent", "not_before", "pk").select_for_update(skip_locked=True)
        pks = list(first.values_list("pk", flat=True)[:MOST_AT_ONCE])
        until = at + timedelta(seconds=settings.MESSAGE_LEASE_SECONDS)
        Message.objects.filter(pk__in=pks, status=Status.WAITING).update(
            status=Status.LEASED, lease_token=token, leased_at=at, leased_until=until, attempts=F("attempts") + 1
        )
    held = Message.objects.filter(lease_token=token).select_related("subject")
    return list(held.order_by("-is_urgent", "not_before", "pk"))


def release(*, messages: Collection[Message]) -> None:
    """Gives back what there was no time for, untried: it waits for no lease to end."""
    mine = Message.objects.filter(pk__in=[message.pk for message in messages], status=Status.LEASED)
    mine = mine.filter(lease_token__in={message.lease_token for message in messages})
    mine.update(status=Status.WAITING, attempts=F("attempts") - 1, **FREED)


def return_expired_leases(*, at: datetime) -> int:
    """What a killed worker held waits again."""
    over = Message.objects.with_a_lease_that_is_over(at=at)
    if not over.exists():
        return 0
    return over.update(status=Status.WAITING, reason=Reason.LEASE_ENDED, retry_at=None, **FREED)
