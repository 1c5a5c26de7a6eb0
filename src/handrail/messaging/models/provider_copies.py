"""What a provider keeps of texts that went through it, until it was told to delete them (S37)."""

from django.db import models

from handrail.messaging.domain.kinds import Channel


class ProviderCopy(models.Model):
    """One text as a provider keeps it, with number and words: ours, one sent twice, or one that a person sent us."""

    channel = models.CharField(max_length=8, choices=[(channel.value, channel.value) for channel in Channel])
    provider_id = models.CharField(max_length=64, unique=True)
    forget_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"copy {self.pk}"
