"""Deletion as a person asked for it, what may hold it up, and records opened in an emergency."""

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.master_keys import Purpose
from handrail.privacy.models.subjects import Subject
from handrail.privacy.sealed_fields import SealedField


class Erasure(models.Model):
    """A person asked for deletion. What is theirs is hidden at once, and gone when it is due (S33)."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="erasures")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(undone_at=None, done_at=None), name="privacy_one_erasure_is_open"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(done_at=None), name="privacy_erasure_undone_or_done"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__isnull=False, done_at__gte=F("due_at")),
                name="privacy_erasure_never_early",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure of {self.subject_id}"


class LegalHold(models.Model):
    """An officer stopped the deletion of one person's record, because the law demands it."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="holds")
    reason = SealedField(purpose=Purpose.PROGRAMS)
    placed_by = models.CharField(max_length=16)
    placed_at = models.DateTimeField()
    is_secret = models.BooleanField(default=False, help_text="the order forbids to tell the person")
    lifted_by = models.CharField(max_length=16, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="") | Q(lifted_at__isnull=False) & ~Q(lifted_by=""),
                name="privacy_hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.public_id}"


class EmergencyOpening(models.Model):
    """A record was opened without consent, because a life was in danger (42 CFR 2.51, S25)."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="emergencies")
    opened_by = models.CharField(max_length=16, help_text="public id of an account")
    organization_id = models.CharField(max_length=16)
    information = models.JSONField()
    facts = SealedField(purpose=Purpose.PROGRAMS, help_text="the four facts of 2.51(c)")
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="when the person was told, through the safe channel"
    )
    reviewed_by = models.CharField(max_length=16, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="")
                | Q(reviewed_at__isnull=False) & ~Q(reviewed_by="") & ~Q(reviewed_by=F("opened_by")),
                name="privacy_emergency_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"emergency opening {self.public_id}"


class StateRuleRow(models.Model):
    """From which age a minor consents alone in one state, as an operator confirmed it (S26)."""

    state = models.CharField(max_length=2, unique=True)
    consents_from = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    confirmed_on = models.DateField()
    confirmed_by = models.CharField(max_length=16, help_text="public id of an account")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(consents_from__range=(12, 18)), name="privacy_age_of_consent_is_an_age"),
            models.CheckConstraint(condition=~Q(source=""), name="privacy_state_rule_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.state} from {self.consents_from}"
