"""The outbox: what is to be sent, written in the transaction that makes it worth sending."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.leases import LONGEST_PAUSE, SKEW
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import OPEN, Status
from handrail.privacy.sealed_fields import SealedField

LANGUAGES = ("en", "es")
OPEN_STATES = sorted(status.value for status in OPEN)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting_for_a_worker(self, *, at: datetime) -> Self:
        """As `leases.is_due` says: a pause that is longer than any pause was written by another clock.

        So was what is to go at once and was written in the future.
        """
        due = Q(retry_at=None) | Q(retry_at__lte=at) | Q(retry_at__gt=at + LONGEST_PAUSE)
        begun = Q(not_before__lte=at) | Q(written_at__gt=at + SKEW, not_before__lte=F("written_at"))
        return self.filter(due, begun, status=Status.WAITING)

    def with_a_lease_that_is_over(self, *, at: datetime) -> Self:
        """As `leases.is_over` says."""
        return self.filter(Q(leased_until__lte=at) | Q(leased_at__gt=at + SKEW), status=Status.LEASED)


class Message(models.Model):
    """One neutral sentence to one address. `letter` is sealed, and gone as soon as the message needs it no more."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    key = models.CharField(
        max_length=80, unique=True, help_text="ids of what it is about: written twice is one message"
    )
    subject = models.ForeignKey("privacy.Subject", on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in MessageKind])
    channel = models.CharField(max_length=8, choices=[(channel.value, channel.value) for channel in Channel])
    language = models.CharField(max_length=5, choices=[(language, language) for language in LANGUAGES])
    is_urgent = models.BooleanField(default=False)
    zone = models.CharField(max_length=40, blank=True, help_text="where the reader is; empty: nobody knows")
    letter = SealedField(null=True, help_text="address and path of the link, one sealed object; null once it ended")
    consent = models.ForeignKey("privacy.Consent", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    status = models.CharField(
        max_length=10, choices=[(status.value, status.value) for status in Status], default=Status.WAITING
    )
    reason = models.CharField(max_length=30, blank=True, choices=[(reason.value, reason.value) for reason in Reason])
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField()
    retry_at = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=16, blank=True)
    leased_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="when the address was no longer needed")
    provider_id = models.CharField(max_length=64, blank=True, help_text="by which the provider knows it")

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "not_before"], name="messaging_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="messaging_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in MessageKind]), name="messaging_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]), name="messaging_channel_is_known"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="messaging_language_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_STATES, letter__isnull=False, ended_at=None)
                | ~Q(status__in=OPEN_STATES) & Q(letter=None, ended_at__isnull=False),
                name="messaging_address_goes_when_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.LEASED.value, leased_at__isnull=False, leased_until__gt=F("leased_at"))
                & ~Q(lease_token="")
                | ~Q(status=Status.LEASED.value) & Q(leased_at=None, leased_until=None, lease_token=""),
                name="messaging_lease_has_token_and_end",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("written_at")), name="messaging_expires_later"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} message {self.public_id}"
