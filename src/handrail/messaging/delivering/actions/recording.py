"""Writing down what became of a message. Each write is guarded by the token of its lease."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from handrail.messaging.actions import hear_stop_word
from handrail.messaging.channels.interface import Letter, Receipt, SendingFailed
from handrail.messaging.delivering.actions.budgets import give_back_both
from handrail.messaging.delivering.actions.leasing import FREED
from handrail.messaging.delivering.actions.provider_copies import remember_copy
from handrail.messaging.domain.leases import wait_after
from handrail.messaging.domain.sending import Verdict
from handrail.messaging.domain.status import Status
from handrail.messaging.models import Message


def held(message: Message, token: str) -> Message | None:
    """The row as it is now, locked, if the lease is still ours."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("subject")
    return rows.filter(pk=message.pk, status=Status.LEASED, lease_token=token).first()


def apply(message: Message, verdict: Verdict, *, at: datetime) -> None:
    """Not sent. Waiting for another hour is no attempt."""
    if verdict.to is Status.WAITING:
        change(
            message, status=Status.WAITING, reason=verdict.reason, retry_at=verdict.again_at, attempts=F("attempts") - 1
        )
    else:
        change(message, status=verdict.to, reason=verdict.reason, letter=None, ended_at=at)


def change(message: Message, **values: Any) -> None:
    """What became of it, and nobody holds it any more. Call it in a transaction, with the row locked."""
    Message.objects.filter(pk=message.pk).update(**FREED, **values)


@transaction.atomic
def record_sent(*, message: Message, token: str, receipt: Receipt, at: datetime) -> bool:
    """False where the lease was lost meanwhile: then somebody else's word counts."""
    if receipt.provider_id:
        remember_copy(provider_id=receipt.provider_id, at=at, is_settled=False)
    if held(message, token) is None:
        return False
    change(message, status=Status.SENT, reason="", letter=None, ended_at=at, provider_id=receipt.provider_id)
    return True


@transaction.atomic
def record_failure(*, message: Message, token: str, letter: Letter, failure: SendingFailed, at: datetime) -> bool:
    row = held(message, token)
    if row is None:
        return False
    if not failure.was_maybe_sent:
        give_back_both(row.channel, letter.address, at=at)
    if failure.has_stopped:
        hear_stop_word(number=letter.address, is_stop=True, at=at)
    if failure.is_final:
        ended = Status.DROPPED if failure.has_stopped else Status.DEAD
        apply(row, Verdict(ended, failure.reason), at=at)
    else:
        again_at = at + (failure.wait or timedelta()) + wait_after(row.attempts, message=row.public_id)
        change(row, status=Status.WAITING, reason=failure.reason, retry_at=again_at)
    return True


@transaction.atomic
def put_back(*, message: Message, token: str, failure: SendingFailed, at: datetime) -> bool:
    """It was not even tried, since its channel is down: no attempt."""
    row = held(message, token)
    if row is None:
        return False
    again_at = at + (failure.wait or timedelta()) + wait_after(row.attempts, message=row.public_id)
    apply(row, Verdict(Status.WAITING, failure.reason, again_at), at=at)
    return True
