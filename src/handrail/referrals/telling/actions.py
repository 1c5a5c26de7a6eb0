"""Neutral messages of the clocks: that somebody waits, or that something changed. Never what, or about whom (P8)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.messaging.actions import enqueue
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import ContactAgreement
from handrail.privacy.models import Subject
from handrail.privacy.sealed_values import opened
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.models import Referral
from handrail.referrals.telling.queries import subjects_of_program, subjects_of_sender


@transaction.atomic
def tell_both(referral: Referral, *, about: str, at: datetime) -> int:
    """That something changed, to the sender and to the program. How many were written to."""
    key = f"{about}:{referral.public_id}:{referral.moves}"
    people = [*subjects_of_sender(referral), *subjects_of_program(referral)]
    return write_to(people, MessageKind.NEWS, referral, key=key, at=at)


def write_to(people: Iterable[Subject], kind: MessageKind, referral: Referral, *, key: str, at: datetime) -> int:
    """The same key again is the same message: a clock that is set back writes nothing twice."""
    is_urgent = kind is MessageKind.REPLY_WANTED and referral.need_urgency is Urgency.NOW
    agreed = ContactAgreement.objects.filter(subject__in=list(people), withdrawn_at=None).select_related("subject")
    written = [
        enqueue(
            subject=one.subject,
            kind=kind,
            language=one.language,
            channel=Channel(one.channel),
            address=opened(one, "address")["address"],
            at=at,
            key=f"{key}:{one.public_id}",
            is_urgent=is_urgent,
        )
        for one in agreed
    ]
    return len(written)
