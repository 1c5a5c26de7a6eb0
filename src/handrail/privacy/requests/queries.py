"""Reads of what people asked: their own with its words, and the operator's list without."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.requests import NEWS_FOR, NotYoursToAnswer
from handrail.privacy.models import AuditEntry, PersonRequest, Subject
from handrail.privacy.sealed_values import keys_of, opened_where_kept

MOST_LISTED = 100


@dataclass(frozen=True)
class OwnRequest:
    """One of the person's own, opened for themselves."""

    request: PersonRequest
    text: str
    answer: str


def requests_of(*, subject: Subject) -> list[OwnRequest]:
    """The newest first. Two queries, however many there are."""
    rows = list(PersonRequest.objects.filter(subject=subject).order_by("-filed_at", "-pk"))
    keys = keys_of(rows)
    told = ((row, opened_where_kept(row, "text", "answer", keys=keys)) for row in rows)
    return [OwnRequest(row, words["text"] or "", words["answer"] or "") for row, words in told]


def requests_waiting_of(*, subject: Subject) -> int:
    """How many of the person's own nobody has answered yet."""
    return PersonRequest.objects.waiting().filter(subject=subject).count()


def answered_lately(*, subject: Subject, at: datetime) -> date | None:
    """The day of the newest answer, while it is news."""
    lately = (
        PersonRequest.objects.filter(subject=subject, answered_at__gt=at - NEWS_FOR).order_by("-answered_at").first()
    )
    return lately.answered_at.date() if lately and lately.answered_at else None


def requests_waiting() -> QuerySet[PersonRequest]:
    """Those whose day comes first, first."""
    return PersonRequest.objects.waiting().order_by("due_on", "pk")[:MOST_LISTED]


def request_by_public_id(*, public_id: str) -> PersonRequest | None:
    return PersonRequest.objects.select_related("subject").filter(public_id=public_id).first()


def check_may_answer(*, request: PersonRequest, by: Actor) -> None:
    """Raises `NotYoursToAnswer` for who asked it, and for who did what it is about: the record of acts names both."""
    own = AuditEntry.objects.filter(subject_id=request.subject.public_id, by_id=by.public_id)
    is_filed_by_them = Q(what="request.filed", about=named(request))
    if own.filter(is_filed_by_them | Q(public_id=request.about)).exists():
        raise NotYoursToAnswer


def named(request: PersonRequest) -> str:
    """As the record of acts names it."""
    return f"request:{request.public_id}"


@dataclass(frozen=True)
class RequestsWaiting:
    """How many wait, for the desk."""

    open: int
    overdue: int


def waiting_counts(*, at: datetime) -> RequestsWaiting:
    every = PersonRequest.objects
    return RequestsWaiting(every.waiting().count(), every.overdue(at=at).count())
