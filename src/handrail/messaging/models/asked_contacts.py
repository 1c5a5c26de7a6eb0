"""A number or mailbox that somebody says is theirs, until whoever has it answers (S20)."""

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models.messages import LANGUAGES
from handrail.privacy.sealed_fields import SealedField


class AskedContact(models.Model):
    """One question that went there. Answered by its link it becomes a `ContactAgreement`, and this row goes."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey("privacy.Subject", on_delete=models.PROTECT, related_name="asked_contacts")
    channel = models.CharField(max_length=8, choices=[(channel.value, channel.value) for channel in Channel])
    address = SealedField(help_text="the number or mailbox it is about")
    language = models.CharField(max_length=5, choices=[(language, language) for language in LANGUAGES])
    zone = models.CharField(max_length=40, help_text="IANA name of the person's time zone")
    text_version = models.CharField(max_length=20, help_text="of the words under which it was asked for")
    link_id = models.CharField(max_length=16, unique=True, help_text="public id of its one-time link")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "channel"], name="messaging_one_question_a_channel"),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]), name="messaging_asked_channel_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} question {self.public_id}"
