"""Writing counseling notes and correcting them. The record of acts tells that it was done, and nothing of the words."""

from datetime import datetime

from django.db import transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.counseling_notes.queries import own_note
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.counseling_notes import NotesRefused, check_author, check_reason, check_words
from handrail.privacy.models import CounselingNote, Subject
from handrail.privacy.sealed_values import seal
from handrail.web.translation import mark


@transaction.atomic
def write_note(*, subject: Subject, words: str, by: Actor, at: datetime) -> CounselingNote:
    check_author(by)
    check_words(words)
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    note = new_note(subject, words, by, at)
    note.save(force_insert=True)
    record("note.written", by=by, at=at, subject=subject, about=f"note:{note.public_id}")
    return note


def correct_note(*, public_id: str, words: str, reason: str, by: Actor, at: datetime) -> CounselingNote:
    """A new note in place of this one, which stays as it was. A note is corrected once: then the newer one is."""
    old = own_note(public_id=public_id, by=by, at=at)
    check_words(words)
    check_reason(reason)
    with transaction.atomic():
        subject = Subject.objects.select_for_update().get(pk=old.subject_id)
        if CounselingNote.objects.filter(replaces=old).exists():
            raise NotesRefused(mark("This note was corrected before. Correct the newer one."))
        note = new_note(subject, words, by, at)
        note.replaces = old
        seal(note, at=at, reason=reason)
        note.save(force_insert=True)
        record("note.corrected", by=by, at=at, subject=subject, about=f"note:{note.public_id}")
    return note


def new_note(subject: Subject, words: str, by: Actor, at: datetime) -> CounselingNote:
    note = CounselingNote(subject=subject, author_id=by.public_id, organization_id=by.organization_id, written_at=at)
    seal(note, at=at, words=words)
    return note
