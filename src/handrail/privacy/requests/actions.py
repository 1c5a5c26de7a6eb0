"""Asking for limits, for a correction, or complaining; and being answered (S28)."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.privacy.audit.entries import record, record_view
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.requests import (
    MOST_OPEN,
    Outcome,
    RequestKind,
    RequestRefused,
    check_outcome,
    check_words,
    due_on,
)
from handrail.privacy.models import PersonRequest, Subject
from handrail.privacy.queries import who_saw
from handrail.privacy.requests.queries import check_may_answer, named
from handrail.privacy.sealed_values import opened_where_kept, seal
from handrail.web.translation import mark

PUBLIC_ID = re.compile(r"[a-z2-7]{13}")


class AnsweredMeanwhile(Exception):
    """The message may be shown to the person who asked."""


@transaction.atomic
def file_request(
    *, subject: Subject, public_id: str, kind: RequestKind, text: str, about: str, by: Actor, at: datetime
) -> PersonRequest:
    """`public_id` was drawn with the form: sent twice it is one request. Raises `RequestRefused`, also for who goes
    back to a form that was sent and writes something else there.

    `about` is an entry of the person's own record, or nothing.
    """
    text = check_words(kind, text)
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if not PUBLIC_ID.fullmatch(public_id):
        raise RequestRefused(mark("Please open this page again and send it once more."))
    if standing := PersonRequest.objects.filter(subject=subject, public_id=public_id).first():
        if (standing.kind, opened_where_kept(standing, "text")["text"]) != (kind, text):
            raise RequestRefused(mark("What you sent from this page before has reached us. Send this one too?"))
        return standing
    if PersonRequest.objects.waiting().filter(subject=subject).count() >= MOST_OPEN:
        raise RequestRefused(mark("Ten requests wait already. Please wait for an answer first."))
    if about and not who_saw(subject=subject).filter(public_id=about).exists():
        about = ""
    request = PersonRequest(
        public_id=public_id,
        subject=subject,
        kind=kind,
        about=about,
        filed_at=at,
        due_on=due_on(kind, filed_at=at),
    )
    seal(request, at=at, text=text)
    save_new(request)
    record("request.filed", by=by, at=at, subject=subject, about=named(request), purpose=kind)
    return request


def save_new(request: PersonRequest) -> None:
    """An id that is another person's already tells nothing of whose it is."""
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as taken:
        raise RequestRefused(mark("Please open this page again and send it once more.")) from taken


@transaction.atomic
def withdraw_request(*, subject: Subject, public_id: str, by: Actor, at: datetime) -> bool:
    """One of the person's own that nobody has answered yet; else nothing happens, and it says so."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    request = PersonRequest.objects.waiting().filter(subject=subject, public_id=public_id).first()
    if request is None:
        return False
    request.withdrawn_at = at
    request.save(update_fields=["withdrawn_at"])
    record("request.withdrawn", by=by, at=at, subject=subject, about=named(request))
    return True


@transaction.atomic
def open_words(*, request: PersonRequest, by: Actor, at: datetime) -> dict[str, str | None]:
    """What was asked and answered, for who answers: the person can read that somebody looked.

    Raises `NotYoursToAnswer`.
    """
    check_may_answer(request=request, by=by)
    record_view("request.viewed", by=by, at=at, subject=request.subject, about=named(request), purpose="request")
    return opened_where_kept(request, "text", "answer")


@transaction.atomic
def answer_request(*, request: PersonRequest, outcome: Outcome, answer: str, by: Actor, at: datetime) -> PersonRequest:
    """Raises `RequestRefused`, and `AnsweredMeanwhile` where a colleague or the person was faster."""
    answer = check_words(RequestKind(request.kind), answer)
    subject = Subject.objects.select_for_update().get(pk=request.subject_id)
    standing = PersonRequest.objects.waiting().filter(pk=request.pk).select_related("subject").first()
    if standing is None:
        raise AnsweredMeanwhile(mark("It was answered or taken back a moment ago."))
    check_may_answer(request=standing, by=by)
    check_outcome(RequestKind(standing.kind), outcome)
    standing.outcome, standing.answered_at, standing.answered_by = outcome, max(at, standing.filed_at), by.public_id
    seal(standing, at=at, answer=answer)
    standing.save(update_fields=["outcome", "answered_at", "answered_by", "answer"])
    record("request.answered", by=by, at=at, subject=subject, about=named(standing), purpose="request")
    return standing
