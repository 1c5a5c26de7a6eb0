"""A counselor's own notes: listed without a word of them, and opened one by one for their author alone (S27)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.privacy.audit.entries import record, record_view
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.counseling_notes import NotesRefused, check_author
from handrail.privacy.models import CounselingNote, Subject
from handrail.privacy.sealed_values import opened
from handrail.web.translation import mark


@dataclass(frozen=True)
class NoteLine:
    """That there is a note, to the one who wrote it."""

    public_id: str
    written_at: datetime
    replaces: str
    is_replaced: bool


@dataclass(frozen=True, repr=False)
class OpenNote:
    """A note as its author reads it."""

    line: NoteLine
    words: str
    reason: str


def own_notes(*, subject: Subject, by: Actor) -> list[NoteLine]:
    """Newest first. Nothing is opened."""
    check_author(by)
    rows = CounselingNote.objects.written_by(by).filter(subject=subject).select_related("replaces", "replaced_by")
    return [line_of(row) for row in rows.order_by("-written_at", "-pk")]


def open_note(*, public_id: str, by: Actor, at: datetime) -> OpenNote:
    """The words, once it is written down that they were read."""
    note = own_note(public_id=public_id, by=by, at=at)
    with transaction.atomic():
        record_view("note.read", by=by, at=at, subject=note.subject, about=f"note:{public_id}", purpose="own_note")
        told = opened(note, "words", "reason", author=by.public_id)
    return OpenNote(line_of(note), told["words"], told["reason"] or "")


def own_note(*, public_id: str, by: Actor, at: datetime) -> CounselingNote:
    """Raises `NotesRefused` in the same words whether it is another's or is not there; the record knows which.

    What is written of a refusal stays only where no transaction of the caller is rolled back with it.
    """
    note = (
        CounselingNote.objects.filter(public_id=public_id).select_related("subject", "replaces", "replaced_by").first()
    )
    if note is None:
        raise refusal()
    try:
        check_author(by)
        is_own = CounselingNote.objects.written_by(by).filter(pk=note.pk).exists()
    except NotesRefused:
        is_own = False
    if not is_own:
        record("note.refused", by=by, at=at, subject=note.subject, about=f"note:{public_id}", rule="author_only")
        raise refusal()
    return note


def refusal() -> NotesRefused:
    return NotesRefused(mark("You have no such note."))


def line_of(note: CounselingNote) -> NoteLine:
    replaces = note.replaces.public_id if note.replaces else ""
    return NoteLine(note.public_id, note.written_at, replaces, is_replaced=hasattr(note, "replaced_by"))


def organizations_with_notes(*, subject: Subject) -> tuple[str, ...]:
    """Whose counselors keep notes of somebody, by public ids, and nothing of any note."""
    rows = CounselingNote.objects.filter(subject=subject).order_by("organization_id")
    return tuple(rows.values_list("organization_id", flat=True).distinct())
