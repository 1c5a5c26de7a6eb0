"""Whose records, by whom, since when: read from the record of acts, without opening anything of anybody (S28)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet

from handrail.privacy.models import AuditEntry, Identity, Subject


@dataclass(frozen=True)
class Asked:
    """Which acts: by an account, for an organization, in a time. None of them: everybody, as when a backup was lost."""

    by: str = ""
    organization: str = ""
    begin: datetime | None = None
    until: datetime | None = None

    @property
    def is_everybody(self) -> bool:
        return self == Asked()


@dataclass(frozen=True)
class Acting:
    """What one account did in one role, in all."""

    kind: str
    by: str
    organization: str
    role: str
    acts: int
    people: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Exposure:
    """What the record tells. People by their random ids."""

    people: tuple[str, ...]
    acting: tuple[Acting, ...]
    acts: dict[str, int]
    erased: int
    with_identity: int

    @property
    def code(self) -> str:
        """Stands for exactly these people: names are opened for what was counted, and for nothing else."""
        return hashlib.sha256("\n".join(self.people).encode()).hexdigest()[:12]


def exposure(asked: Asked) -> Exposure:
    acts = acts_of(asked)
    ids = Subject.objects.values("public_id") if asked.is_everybody else acts.values("subject_id")
    subjects = Subject.objects.filter(public_id__in=ids)
    return Exposure(
        people=tuple(subjects.order_by("public_id").values_list("public_id", flat=True)),
        acting=() if asked.is_everybody else acting_in(acts),
        acts={} if asked.is_everybody else acts_by_kind(acts),
        erased=subjects.exclude(erased_at=None).count(),
        with_identity=Identity.objects.filter(subject__in=subjects).count(),
    )


def acts_of(asked: Asked) -> QuerySet[AuditEntry]:
    wanted = {
        "by_id": asked.by or None,
        "organization_id": asked.organization or None,
        "at__gte": asked.begin,
        "at__lt": asked.until,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    return AuditEntry.objects.filter(**given).exclude(subject_id="")


def acting_in(acts: QuerySet[AuditEntry]) -> tuple[Acting, ...]:
    """Who reached most people first."""
    who = ("by_kind", "by_id", "organization_id", "role")
    counted = acts.values_list(*who).annotate(
        Count("pk"), Count("subject_id", distinct=True), Min("at"), Max("at")
    )  # fmt: skip
    return tuple(sorted((Acting(*row) for row in counted), key=lambda one: (-one.people, one.by)))


def acts_by_kind(acts: QuerySet[AuditEntry]) -> dict[str, int]:
    counted = acts.values_list("what").annotate(count=Count("pk"))
    return dict(sorted(counted, key=lambda row: (-row[1], row[0])))
