"""Who did what, and who looked: rows that are only ever added (S32)."""

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.actors import ActorKind

CHAINS = 8  # several, so that no two organizations wait for one another; product choice


class AuditEntry(models.Model):
    """One act. It names persons by random ids only; what would tell more is sealed under the person's own key.

    So a person's erasure destroys a key and no row, and the chain still proves that no entry was changed or left out.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    chain = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=60, help_text='a verb of the product: "consent.given", "identity.viewed"')
    by_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ActorKind])
    by_id = models.CharField(max_length=16, blank=True, help_text="public id of an account; empty: the product itself")
    organization_id = models.CharField(max_length=16, blank=True)
    role = models.CharField(max_length=30, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=16, blank=True, help_text="public id, and no foreign key: rows outlive it")
    about = models.CharField(max_length=60, blank=True, help_text='the record: "referral:k3…"')
    rule = models.CharField(max_length=60, blank=True, help_text="which rule allowed or refused it")
    commitment = models.BinaryField(max_length=32, help_text="salted hash of the details")
    details = models.BinaryField(null=True, help_text="sealed under the subject's key, with the salt")
    once = models.CharField(max_length=64, null=True, unique=True, help_text="a view counts once a viewer and hour")
    key_id = models.CharField(max_length=40)
    mac = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at"], name="privacy_audit_by_subject"),
            models.Index(fields=["chain", "id"], name="privacy_audit_by_chain"),
            models.Index(fields=["what", "at"], name="privacy_audit_by_act"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(chain__lt=CHAINS), name="privacy_audit_chain_is_known"),
            models.CheckConstraint(
                condition=Q(by_kind__in=[kind.value for kind in ActorKind]), name="privacy_audit_actor_is_known"
            ),
            models.CheckConstraint(
                condition=Q(by_kind=ActorKind.PRODUCT.value, by_id="")
                | ~Q(by_kind=ActorKind.PRODUCT.value) & ~Q(by_id=""),
                name="privacy_audit_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.public_id}"


class AuditBatch(models.Model):
    """Entries sealed together: one more link of a chain. `head` covers the link before it, so none can be left out."""

    chain = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32, help_text="Merkle root of its entries")
    before = models.BinaryField(max_length=32, help_text="head of the link before; zeros for the first")
    head = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()
    key_id = models.CharField(max_length=40)
    mac = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="privacy_batch_number_is_unique"),
            models.CheckConstraint(condition=Q(size__gte=1), name="privacy_batch_is_of_something"),
            models.CheckConstraint(condition=Q(chain__lt=CHAINS), name="privacy_batch_chain_is_known"),
        ]

    def __str__(self) -> str:
        return f"batch {self.chain}/{self.number}"


class AuditLeaf(models.Model):
    """Where in a batch an entry was sealed."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="leaf")
    batch = models.ForeignKey(AuditBatch, on_delete=models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="privacy_leaf_position_is_unique"),
        ]

    def __str__(self) -> str:
        return f"leaf {self.position} of {self.batch_id}"
