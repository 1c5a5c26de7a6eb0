"""What somebody has besides a password. Secrets are sealed under the person's own key, and go with it."""

from django.db import models
from django.db.models import Q

from handrail.accounts.models.users import User
from handrail.kernel.public_ids import new_public_id
from handrail.privacy.models import Subject
from handrail.privacy.sealed_fields import SealedField

DIGEST_BYTES = 32  # SHA-256


class AuthenticatorApp(models.Model):
    """An app that shows six digits. Until it is confirmed by such a code it opens nothing."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="authenticator_app")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    secret = SealedField()
    last_step = models.BigIntegerField(default=0, help_text="the newest step whose code was used")
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


class Passkey(models.Model):
    """A key that a telephone, computer or stick holds for this product. Here is only what checks its signature."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    credential_hash = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    credential = SealedField()
    sign_count = models.BigIntegerField(default=0, help_text="0 for a passkey that moves between devices")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class RecoveryCode(models.Model):
    """One of ten codes for the day the telephone is gone. 80 random bits: a plain hash is enough."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=DIGEST_BYTES)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="accounts_recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class SpentChallenge(models.Model):
    """A question to a passkey that was answered: the same answer is never taken again."""

    digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"spent challenge {self.pk}"


HAS_SECOND_FACTOR = Q(authenticator_app__confirmed_at__isnull=False) | Q(passkeys__isnull=False)
