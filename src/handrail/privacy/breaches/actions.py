"""Counting a breach and opening the names of those who must be told: both stand in the record themselves (S28)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.breaches.queries import Asked, Exposure, Nobodies, exposure
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.models import Subject
from handrail.privacy.queries import identity_of

PURPOSE = "breach_notice"


class NamesRefused(Exception):
    """The message may be shown to the operator."""


@dataclass(frozen=True, repr=False)
class Named:
    """Somebody who must be told. `person` is None where they were erased, or nobody wrote down who they are."""

    public_id: str
    person: dict[str, Any] | None


@transaction.atomic
def count_breach(*, asked: Asked, nobodies: Nobodies, at: datetime) -> Exposure:
    found = exposure(asked, nobodies=nobodies)
    record("breach.counted", by=PRODUCT, at=at, about=f"breach:{found.code}")
    return found


@transaction.atomic
def open_names(*, asked: Asked, nobodies: Nobodies, code: str, by: Actor, at: datetime) -> list[Named]:
    """The names, each opening written into that person's record. Raises `NamesRefused` where they are others now."""
    found = exposure(asked, nobodies=nobodies)
    if code != found.code:
        raise NamesRefused("These are not the people who were counted under that code. Count them again first.")
    record("breach.named", by=by, at=at, about=f"breach:{code}")
    return list(named(found, by, at))


def named(found: Exposure, by: Actor, at: datetime) -> Iterator[Named]:
    """Also who asked for deletion and is not erased yet: they too must be told."""
    for subject in Subject.objects.filter(public_id__in=found.people).order_by("public_id"):
        person = identity_of(subject=subject, by=by, purpose=PURPOSE, at=at, may_be_hidden=True)
        yield Named(subject.public_id, person)
