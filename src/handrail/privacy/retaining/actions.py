"""A pass of the worker: what is past its time goes, the record says so, and a legal hold stops it (S33)."""

from collections.abc import Callable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.holds.queries import subject_told
from handrail.privacy.models import (
    Consent,
    EmergencyOpening,
    LegalHold,
    NoticeGiven,
    OneTimeLink,
    PersonRequest,
    Subject,
)
from handrail.privacy.queries import held_subjects

AT_ONCE = 100  # rows of one kind in a round: nobody waits long for the database
Rows = Callable[[datetime], models.QuerySet]


def past_consents(before: datetime) -> models.QuerySet:
    """It ended when the first of these came."""
    is_withdrawn = Q(revoked_at__lt=before) & (Q(irrevocable_until=None) | Q(irrevocable_until__lt=before))
    return Consent.objects.filter(Q(expires_at__lt=before) | Q(ended_at__lt=before) | is_withdrawn)


OF_A_PERSON: tuple[tuple[Retention, Rows], ...] = (
    (Retention.CONSENT, past_consents),
    (Retention.EMERGENCY, lambda before: EmergencyOpening.objects.filter(opened_at__lt=before)),
    (Retention.LEGAL_HOLD, lambda before: LegalHold.objects.filter(lifted_at__lt=before)),
    (
        Retention.REQUEST,
        lambda before: PersonRequest.objects.filter(Q(answered_at__lt=before) | Q(withdrawn_at__lt=before)),
    ),
    (Retention.NOTICE, lambda before: NoticeGiven.objects.filter(subject__erased_at__lt=before)),
)


def forget_past_records(*, at: datetime) -> int:
    """Some of each kind, and how many went."""
    of_persons = sum(forget(kind, rows, at=at) for kind, rows in OF_A_PERSON)
    return of_persons + forget_links(at=at)


def forget(kind: Retention, rows: Rows, *, at: datetime) -> int:
    past = rows(at - lasts(kind)).exclude(subject__in=held_subjects())
    return sum(forget_one(kind, row, rows, at=at) for row in past.select_related("subject").order_by("pk")[:AT_ONCE])


@transaction.atomic
def forget_one(kind: Retention, row: models.Model, rows: Rows, *, at: datetime) -> bool:
    """Looks again under the person's lock: a hold that was placed meanwhile stops it, and two workers remove it once.

    A consent under which a message is still kept waits until that message goes.
    """
    subject = Subject.objects.select_for_update().get(pk=row.subject_id)  # type: ignore[attr-defined]
    still = rows(at - lasts(kind)).filter(pk=row.pk).exclude(subject__in=held_subjects())
    try:
        with transaction.atomic():
            deleted, _ = still.delete()
    except models.ProtectedError:
        return False
    if deleted:
        about = f"{kind}:{getattr(row, 'public_id', row.pk)}"
        told = subject_told(row) if isinstance(row, LegalHold) else subject
        record("retention.passed", by=PRODUCT, at=at, subject=told, about=about, rule=kind)
    return bool(deleted)


def forget_links(*, at: datetime) -> int:
    """Used, withdrawn and run out alike: it opens nothing, and the record that it was about tells what came of it."""
    past = OneTimeLink.objects.filter(ends_at__lt=at - lasts(Retention.LINK)).order_by("pk")[:AT_ONCE]
    deleted, _ = OneTimeLink.objects.filter(pk__in=list(past.values_list("pk", flat=True))).delete()
    return deleted
