"""What a coordinator noted of one referral, for other coordinators. No program ever reads it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.sealed_fields import SealedField
from handrail.referrals.domain.ringing import OF_A_PROGRAM, NoteKind
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.referrals import Referral


class CoordinatorNote(models.Model):
    """A code and a few sealed words, which go with the person's erasure."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="notes")
    kind = code(NoteKind)
    facility = models.ForeignKey("directory.Facility", models.PROTECT, null=True, related_name="+")
    again_at = models.DateTimeField(null=True, help_text="when to ring a program again at which nobody picked up")
    words = SealedField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            is_known("note", "kind", NoteKind),
            models.CheckConstraint(
                condition=Q(facility=None, kind__in=sorted(kind.value for kind in set(NoteKind) - OF_A_PROGRAM))
                | Q(facility__isnull=False, kind__in=sorted(kind.value for kind in OF_A_PROGRAM)),
                name="referrals_note_of_a_call_names_the_program",
            ),
            models.CheckConstraint(
                condition=Q(again_at=None) & ~Q(kind=NoteKind.NOBODY_ANSWERED.value)
                | Q(again_at__isnull=False, again_at__gt=models.F("at"), kind=NoteKind.NOBODY_ANSWERED.value),
                name="referrals_nobody_answered_is_tried_again",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.public_id}"
