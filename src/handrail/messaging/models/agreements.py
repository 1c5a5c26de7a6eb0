"""Who agreed to be written to, and who said STOP."""

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models.messages import LANGUAGES
from handrail.privacy.sealed_fields import SealedField


class ContactAgreement(models.Model):
    """A person agreed to be texted or mailed, at one address. Withdrawn is final: agreeing again is a new row (S37)."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey("privacy.Subject", on_delete=models.PROTECT, related_name="contact_agreements")
    channel = models.CharField(max_length=8, choices=[(channel.value, channel.value) for channel in Channel])
    address = SealedField(help_text="the number or mailbox it is for")
    language = models.CharField(max_length=5, choices=[(language, language) for language in LANGUAGES])
    quiet_from = models.TimeField(help_text="by the person's own clock; from and to alike: no quiet hours")
    quiet_to = models.TimeField()
    zone = models.CharField(max_length=40, help_text="IANA name of the person's time zone")
    text_version = models.CharField(max_length=20, help_text="of the words under which it was given")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "channel"], condition=Q(withdrawn_at=None), name="messaging_one_standing_agreement"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__isnull=False, withdrawn_at__gte=F("given_at")),
                name="messaging_agreement_withdrawn_after_giving",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]),
                name="messaging_agreement_channel_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} agreement {self.public_id}"


class StopWord(models.Model):
    """Somebody texted STOP or START. The newest one of a number counts, for the whole installation.

    `subject` stands for the number alone, whoever has it: so no erasure of a person lifts a STOP.
    """

    subject = models.ForeignKey("privacy.Subject", on_delete=models.PROTECT, related_name="stop_words")
    is_stop = models.BooleanField()
    at = models.DateTimeField()
    provider_id = models.CharField(max_length=64, null=True, unique=True, help_text="so that a replayed text is one")

    def __str__(self) -> str:
        return f"{'stop' if self.is_stop else 'start'} {self.pk}"
