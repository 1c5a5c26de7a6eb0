"""Signed papers between the operator and organizations: dated rows that are only added to (S18)."""

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.operator_roles import AgreementKind


class Agreement(models.Model):
    """A paper that was signed, from when to when it says it holds, and where it lies."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    organization_id = models.CharField(max_length=16, db_index=True, help_text="public id")
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.value) for kind in AgreementKind])
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="the first day on which it no longer holds")
    where = models.CharField(max_length=200, help_text="where the signed paper lies")
    recorded_by = models.CharField(max_length=16, help_text="public id of an account")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AgreementKind]), name="privacy_agreement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("begins_on")), name="privacy_agreement_ends_later"
            ),
            models.CheckConstraint(
                condition=~Q(where="") & ~Q(organization_id="") & ~Q(recorded_by=""), name="privacy_agreement_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class AgreementEnd(models.Model):
    """That a paper was ended before it said so. The paper's own row never changes."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="end")
    ends_on = models.DateField(help_text="the first day on which it no longer holds")
    recorded_by = models.CharField(max_length=16, help_text="public id of an account")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(recorded_by=""), name="privacy_agreement_end_names_who"),
        ]

    def __str__(self) -> str:
        return f"end of {self.agreement_id}"
