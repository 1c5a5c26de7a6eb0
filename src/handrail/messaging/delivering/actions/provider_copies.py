"""Having providers delete what they keep (S37). Until they did, we remember to ask."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from handrail.messaging.channels.choice import open_channels, sender_for
from handrail.messaging.channels.interface import SendingFailed
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.leases import SKEW
from handrail.messaging.models import ProviderCopy

UNHEARD = timedelta(hours=12)  # a provider that never calls back is asked all the same
AGAIN = timedelta(hours=1)
AT_ONCE = 10


def remember_copy(*, provider_id: str, at: datetime, is_settled: bool) -> None:
    """A text that is still on its way cannot be deleted yet; one that is settled is deleted in the next round."""
    forget_at = at if is_settled else at + UNHEARD
    values = {"channel": Channel.SMS, "forget_at": forget_at}
    copy, is_new = ProviderCopy.objects.get_or_create(provider_id=provider_id, defaults=values)
    if not is_new and copy.forget_at > forget_at:
        ProviderCopy.objects.filter(pk=copy.pk).update(forget_at=forget_at)


def forget_at_providers(*, at: datetime) -> int:
    """Asks for some that are due, and returns how many. What was refused is asked again in an hour.

    A provider that is down is asked once: each answer it does not give takes seconds.
    """
    copies = list(due_copies(at).filter(channel__in=open_channels()).order_by("forget_at", "pk")[:AT_ONCE])
    down: set[str] = set()
    for copy in copies:
        if copy.channel not in down and is_provider_down(copy, at):
            down.add(copy.channel)
    due_copies(at).filter(channel__in=down).update(forget_at=at + AGAIN)
    return len(copies)


def due_copies(at: datetime) -> QuerySet[ProviderCopy]:
    due = Q(forget_at__lte=at) | Q(forget_at__gt=at + UNHEARD + SKEW)  # later than any: the clock was moved back
    return ProviderCopy.objects.filter(due)


def is_provider_down(copy: ProviderCopy, at: datetime) -> bool:
    """Asks for one copy, and keeps what came of it."""
    row = ProviderCopy.objects.filter(pk=copy.pk)
    try:
        sender_for(Channel(copy.channel)).forget(copy.provider_id)
    except SendingFailed as failure:
        row.update(forget_at=at + AGAIN)
        return failure.is_channel_down
    row.delete()
    return False
