"""Reads of the privacy core. What opens an identity writes who looked, or opens nothing (S32)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from handrail.privacy.audit.entries import record_view
from handrail.privacy.blind_indexes import every_blind
from handrail.privacy.domain.actors import Actor
from handrail.privacy.models import BlindIndex, Identity, Subject
from handrail.privacy.sealed_values import opened


@transaction.atomic
def identity_of(*, subject: Subject, by: Actor, purpose: str, at: datetime) -> dict[str, Any] | None:
    """Who a person is. The caller has checked that `by` may know; the look is recorded before anything opens."""
    identity = Identity.objects.filter(subject=subject).first()
    if identity is None:
        return None
    about = f"identity:{identity.public_id}"
    record_view("identity.viewed", by=by, at=at, subject=subject, about=about, purpose=purpose)
    person: dict[str, Any] = opened(identity, "person")["person"]
    return person


def subjects_found(*, organization: str, kind: str, value: str) -> list[Subject]:
    """Those whom this organization may find by a number or address it knows."""
    values = every_blind(organization=organization, kind=kind, value=value)
    rows = BlindIndex.objects.filter(organization=organization, kind=kind, value__in=values)
    return list(Subject.objects.filter(pk__in=rows.values("subject")).order_by("pk"))
