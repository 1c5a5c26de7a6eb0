"""Links that open one thing once: only a hash of each is kept (S15)."""

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id

DIGEST_BYTES = 32  # SHA-256
MOST_WRONG = 5


class OneTimeLink(models.Model):
    """A link that was handed out. Who holds it, and what was answered, stands with the record it is `about`."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    purpose = models.CharField(max_length=30, help_text='what it opens: "invitation"')
    about = models.CharField(max_length=60, help_text='the record: "invitation:k3…"')
    digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    code_digest = models.BinaryField(max_length=DIGEST_BYTES, null=True, help_text="of six digits told another way")
    browser_digest = models.BinaryField(max_length=DIGEST_BYTES, null=True, help_text="of the browser that claimed it")
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(wrong_codes__lte=MOST_WRONG), name="privacy_link_locks_at_five"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("made_at")), name="privacy_link_ends"),
            models.CheckConstraint(condition=Q(used_at=None) | Q(withdrawn_at=None), name="privacy_link_ends_one_way"),
        ]

    def __str__(self) -> str:
        return self.public_id
