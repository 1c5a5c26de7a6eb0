"""A pass of the worker: what ended long ago is forgotten (S33)."""

from datetime import datetime, timedelta

from handrail.messaging.domain.status import Status
from handrail.messaging.models import BudgetCount, ContactAgreement, Message
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.queries import held_subjects

KEPT = lasts(Retention.MESSAGE)  # the row without its address
COUNTED = timedelta(days=2)


def forget_old(*, at: datetime) -> int:
    """Messages that ended long ago, agreements withdrawn long ago, and counts of days that are over.

    Nothing of a person whose record is held by law.
    """
    BudgetCount.objects.filter(day__lt=(at - COUNTED).date()).delete()
    old = Message.objects.exclude(status__in=(Status.WAITING, Status.LEASED))
    past = old.filter(ended_at__lt=at - KEPT)
    withdrawn = ContactAgreement.objects.filter(withdrawn_at__lt=at - lasts(Retention.CONTACT_AGREEMENT))
    return sum(rows.exclude(subject__in=held_subjects()).delete()[0] for rows in (past, withdrawn))
