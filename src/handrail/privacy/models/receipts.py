"""Receipts of people without an account, and how often their numbers were guessed at (S16)."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.receipts import LOCATOR_DIGITS
from handrail.privacy.models.subjects import Subject

HIGHEST_LOCATOR = 10**LOCATOR_DIGITS - 1


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def openable(self, *, at: datetime) -> Self:
        """A clock that was set back opens no receipt early."""
        return self.filter(ended_at=None, made_at__lte=at, ends_at__gt=at)

    def past(self, *, before: datetime) -> Self:
        return self.filter(Q(ended_at__lt=before) | Q(ends_at__lt=before))


class Receipt(models.Model):
    """With its number a person without an account comes back to what they gave us. The number itself is nowhere.

    `proof` is a slow hash of the secret digits and the PIN. It is sealed by a key outside the database, so that whoever
    has the database alone cannot even begin to guess.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="receipts")
    about = models.CharField(max_length=60, help_text='the record: "referral:k3…"')
    locator = models.PositiveIntegerField(help_text="the first six digits")
    salt = models.BinaryField(max_length=16)
    proof = models.BinaryField(max_length=200)
    master_id = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["locator"], condition=Q(ended_at=None), name="privacy_receipt_locator_is_of_one"
            ),
            models.CheckConstraint(condition=Q(locator__lte=HIGHEST_LOCATOR), name="privacy_receipt_locator_is_short"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="privacy_receipt_ends"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")),
                name="privacy_receipt_ended_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class LocatorTries(models.Model):
    """How often one locator was tried wrongly, whether or not there is such a receipt: nothing tells the two apart.

    `who` is a keyed hash of the locator, and the row is forgotten after a day without a wrong try.
    """

    who = models.BinaryField(max_length=32, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.wrong} wrong tries"
