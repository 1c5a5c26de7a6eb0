"""What a counselor wrote about a session for themselves, apart from the record (42 CFR 2.11, S27)."""

from typing import Self

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.actors import Actor
from handrail.privacy.master_keys import Purpose
from handrail.privacy.models.subjects import Subject
from handrail.privacy.sealed_fields import SealedField


class CounselingNoteQuerySet(models.QuerySet["CounselingNote"]):
    def written_by(self, actor: Actor) -> Self:
        """For the organization they act for: who works for two programs keeps two sets of notes."""
        return self.filter(author_id=actor.public_id, organization_id=actor.organization_id)


class CounselingNote(models.Model):
    """One note. It is never overwritten: a correction is a new note that says which one it replaces, and why."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="counseling_notes")
    author_id = models.CharField(max_length=16, help_text="public id of an account")
    organization_id = models.CharField(max_length=16)
    words = SealedField(purpose=Purpose.NOTES)
    written_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    reason = SealedField(purpose=Purpose.NOTES, null=True, help_text="why the note before it was corrected")

    objects = CounselingNoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "author_id"], name="privacy_notes_by_author")]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces=None, reason=None) | Q(replaces__isnull=False, reason__isnull=False),
                name="privacy_note_corrected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(author_id="") & ~Q(organization_id=""), name="privacy_note_has_an_author"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
