"""What a coordinator noted of one referral, for other coordinators. No program and no sender ever reads it."""

from django.conf import settings
from django.db import models

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.sealed_fields import SealedField
from handrail.referrals.domain.ringing import NoteKind
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.referrals import Referral


class CoordinatorNote(models.Model):
    """A code and a few sealed words, which go with the person's erasure."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="notes")
    kind = code(NoteKind)
    words = SealedField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [is_known("note", "kind", NoteKind)]

    def __str__(self) -> str:
        return f"note {self.public_id}"
