"""Whose records, by whom, since when: read from the record of acts, without opening anything of anybody (S28)."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from handrail.privacy.models import AuditEntry, Identity, Subject

Subjects = QuerySet[Any, Any]  # of their primary keys


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

    @property
    def since(self) -> datetime | None:
        """From the full hour: a look at a record is written once an hour, so a later one stands in an earlier line."""
        return self.begin and self.begin.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


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
class Nobodies:
    """Subjects that stand for no person: a number that said STOP, and who said it is not known; a program's mailbox."""

    numbers: Subjects
    mailboxes: Subjects


@dataclass(frozen=True)
class Exposure:
    """What the record tells. People by their random ids, and apart from them the mailboxes of programs."""

    people: tuple[str, ...]
    mailboxes: tuple[str, ...]
    acting: tuple[Acting, ...]
    acts: dict[str, int]
    erased: int
    with_identity: int

    @property
    def code(self) -> str:
        """Stands for exactly these people: names are opened for what was counted, and for nothing else."""
        return hashlib.sha256("\n".join(self.people).encode()).hexdigest()[:12]


def is_known_actor(*, public_id: str) -> bool:
    """Also an account that was erased since: what it did stays in the record."""
    return AuditEntry.objects.filter(by_id=public_id).exists()


def is_known_organization(*, public_id: str) -> bool:
    return AuditEntry.objects.filter(organization_id=public_id).exists()


def exposure(asked: Asked, *, nobodies: Nobodies) -> Exposure:
    acts = acts_of(asked)
    ids = Subject.objects.values("public_id") if asked.is_everybody else acts.values("subject_id")
    reached = Subject.objects.filter(public_id__in=ids).exclude(pk__in=nobodies.numbers)
    people = reached.exclude(pk__in=nobodies.mailboxes)
    return Exposure(
        people=ids_of(people),
        mailboxes=ids_of(reached.filter(pk__in=nobodies.mailboxes)),
        acting=() if asked.is_everybody else acting_in(acts, people),
        acts={} if asked.is_everybody else acts_by_kind(acts),
        erased=people.exclude(erased_at=None).count(),
        with_identity=Identity.objects.filter(subject__in=people).count(),
    )


def ids_of(subjects: QuerySet[Subject]) -> tuple[str, ...]:
    return tuple(subjects.order_by("public_id").values_list("public_id", flat=True))


def acts_of(asked: Asked) -> QuerySet[AuditEntry]:
    """Those that reached somebody's record: what was refused reached nothing."""
    wanted = {
        "by_id": asked.by or None,
        "organization_id": asked.organization or None,
        "at__gte": asked.since,
        "at__lt": asked.until,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    return AuditEntry.objects.filter(**given).exclude(subject_id="").exclude(what__endswith=".refused")


def acting_in(acts: QuerySet[AuditEntry], people: QuerySet[Subject]) -> tuple[Acting, ...]:
    """Who reached most people first."""
    who = ("by_kind", "by_id", "organization_id", "role")
    reached = Count("subject_id", distinct=True, filter=Q(subject_id__in=people.values("public_id")))
    counted = acts.values_list(*who).annotate(acts=Count("pk"), people=reached, first=Min("at"), last=Max("at"))
    return tuple(sorted((Acting(*row) for row in counted), key=lambda one: (-one.people, one.by)))


def acts_by_kind(acts: QuerySet[AuditEntry]) -> dict[str, int]:
    counted = acts.values_list("what").annotate(count=Count("pk"))
    return dict(sorted(counted, key=lambda row: (-row[1], row[0])))
