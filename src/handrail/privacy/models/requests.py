"""What a person asked of those who run this installation, and what they were answered."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.requests import Outcome, RequestKind
from handrail.privacy.master_keys import Purpose
from handrail.privacy.models.subjects import Subject
from handrail.privacy.sealed_fields import SealedField


class PersonRequestQuerySet(models.QuerySet["PersonRequest"]):
    def waiting(self) -> Self:
        return self.filter(answered_at=None, withdrawn_at=None)

    def overdue(self, *, at: datetime) -> Self:
        return self.waiting().filter(due_on__lt=at.date())


class PersonRequest(models.Model):
    """A restriction, an amendment or a complaint, with a day by which it is answered (S28).

    Its words are the operator's record, like a letter that came in: they outlive the person's own deletion as long as
    the law says.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in RequestKind])
    about = models.CharField(max_length=16, blank=True, help_text="public id of the act that worries the person")
    text = SealedField(purpose=Purpose.PROGRAMS)
    filed_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Outcome])
    answer = SealedField(purpose=Purpose.PROGRAMS, null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=16, blank=True, help_text="public id of an account")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PersonRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="privacy_requests_by_due_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RequestKind]), name="privacy_request_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="", answered_by="", answer=None)
                | Q(answered_at__isnull=False, answered_at__gte=F("filed_at"), answer__isnull=False)
                & ~Q(outcome="")
                & ~Q(answered_by=""),
                name="privacy_request_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="privacy_request_ends_one_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("desk-requests-one", args=[self.public_id])
