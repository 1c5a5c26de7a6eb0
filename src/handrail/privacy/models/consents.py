"""Consents as they were signed, and the account of what was handed over by them."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain import consents as words
from handrail.privacy.domain.consents import Condition, ConsentKind, Information, Purpose, RecipientRole
from handrail.privacy.master_keys import Purpose as KeyPurpose
from handrail.privacy.models.subjects import Subject
from handrail.privacy.sealed_fields import SealedField


class ConsentQuerySet(models.QuerySet["Consent"]):
    def live(self, *, at: datetime) -> Self:
        """Neither withdrawn nor ended. Whether it allows something is for the rules to say."""
        standing = Q(revoked_at=None) | Q(irrevocable_until__gt=at)
        return self.filter(standing, Q(expires_at=None) | Q(expires_at__gt=at), ended_at=None, known_false=False)


class Consent(models.Model):
    """One signed consent. What was signed never changes; that it was withdrawn, ended or false is added to it."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ConsentKind])
    disclosers = models.JSONField(help_text="public ids of organizations")
    information = models.JSONField(help_text="what may be told")
    recipients = models.JSONField(help_text="public ids, or a class of recipients")
    purposes = models.JSONField()
    expires_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.CharField(max_length=60, blank=True, help_text='an event, or "none"')
    signed_by = models.CharField(
        max_length=20, choices=[(who, who) for who in ("person", "guardian", "representative")]
    )
    signed_at = models.DateTimeField()
    tells_how_to_revoke = models.BooleanField()
    tells_of_redisclosure = models.BooleanField()
    tells_what_refusing_means = models.BooleanField()
    condition = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Condition])
    irrevocable_until = models.DateTimeField(null=True, blank=True)

    text_version = models.CharField(max_length=20)
    notice_version = models.PositiveSmallIntegerField(
        default=0, help_text="of the notice for patients (2.22) as it stood; 0: before there were versions"
    )
    language = models.CharField(max_length=5)
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the words as they were shown")
    evidence = SealedField(
        purpose=KeyPurpose.PROGRAMS,
        help_text="the words as shown, who was present, how it was signed, who got the copy",
    )

    revoked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="the event it names came")
    known_false = models.BooleanField(default=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ConsentKind]), name="privacy_consent_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=False) | ~Q(expires_on=""), name="privacy_consent_names_its_end"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__isnull=False, revoked_at__gte=F("signed_at")),
                name="privacy_consent_withdrawn_after_signing",
            ),
            models.CheckConstraint(
                condition=Q(irrevocable_until=None) | Q(kind=ConsentKind.JUSTICE.value),
                name="privacy_only_courts_hold_fast",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} consent {self.public_id}"

    def as_signed(self) -> words.Consent:
        """For the rules."""
        return words.Consent(
            public_id=self.public_id,
            kind=ConsentKind(self.kind),
            subject=self.subject.public_id,
            disclosers=frozenset(self.disclosers),
            information=frozenset(map(Information, self.information)),
            recipients=frozenset(self.recipients),
            purposes=frozenset(map(Purpose, self.purposes)),
            tells_how_to_revoke=self.tells_how_to_revoke,
            expires_at=self.expires_at,
            expires_on=self.expires_on,
            signed_by=self.signed_by,
            signed_at=self.signed_at,
            tells_of_redisclosure=self.tells_of_redisclosure,
            tells_what_refusing_means=self.tells_what_refusing_means,
            condition=Condition(self.condition) if self.condition else None,
            irrevocable_until=self.irrevocable_until,
            revoked_at=self.revoked_at,
            ended_at=self.ended_at,
            known_false=self.known_false,
        )


class Disclosure(models.Model):
    """Something was handed over: the account that a person may ask for, and that outlives their erasure (2.24, 2.25).

    Rows are only added. They name the person by random id, and what was told by its kind, never by its words.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject_id = models.CharField(max_length=16, help_text="public id, and no foreign key: the account is kept")
    at = models.DateTimeField()
    discloser = models.CharField(max_length=16)
    recipient = models.CharField(max_length=40)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in RecipientRole])
    information = models.JSONField()
    purpose = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Purpose])
    consent_id = models.CharField(max_length=16, help_text="public id of the consent that allowed it")
    by_id = models.CharField(max_length=16, blank=True, help_text="public id of who pressed; empty: the product")

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"], name="privacy_account_by_subject")]
        constraints = [
            models.CheckConstraint(condition=~Q(consent_id=""), name="privacy_disclosure_names_its_consent"),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.public_id}"
