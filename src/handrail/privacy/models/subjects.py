"""A person as the record knows them: a random number, and apart from it whatever would tell who they are."""

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.master_keys import Purpose
from handrail.privacy.sealed_fields import SealedField

PERSONAL_KEYS = (Purpose.SUBJECTS, Purpose.PROGRAMS, Purpose.NOTES)


class Subject(models.Model):
    """The one the record is about. Consents, referrals, stays and plans point here; nothing here tells who it is."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, help_text="the keys of what was their own are gone")

    def __str__(self) -> str:
        return self.public_id


class SubjectKey(models.Model):
    """A data key of one person, wrapped by a master key. Destroying the row destroys all that was sealed under it."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="keys")
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in PERSONAL_KEYS])
    author = models.CharField(
        max_length=16, blank=True, help_text="of counseling notes: the only one who may open them"
    )
    key_id = models.BinaryField(max_length=8)
    wrapped = models.BinaryField(max_length=200)
    master_id = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    is_current = models.BooleanField(default=True, help_text="new values are sealed under it; others only open")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_id"], name="privacy_data_key_id_is_unique"),
            models.UniqueConstraint(
                fields=["subject", "purpose", "author"],
                condition=Q(is_current=True),
                name="privacy_one_current_data_key",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.NOTES.value) & ~Q(author="")
                | ~Q(purpose=Purpose.NOTES.value) & Q(author=""),
                name="privacy_key_of_notes_has_an_author",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=[purpose.value for purpose in PERSONAL_KEYS]),
                name="privacy_data_key_purpose_is_known",
            ),
        ]
        indexes = [models.Index(fields=["purpose", "master_id"], name="privacy_keys_by_master")]

    def __str__(self) -> str:
        return f"{self.purpose} key of {self.subject_id}"


class Identity(models.Model):
    """Who a subject is: sealed under their own key, in a table of its own (S30)."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="identity")
    person = SealedField(help_text="name, birth date, phone, e-mail, safe ways to reach them: one sealed object")

    def __str__(self) -> str:
        return self.public_id


class BlindIndex(models.Model):
    """How a program finds a telephone number or e-mail it was given, without the database holding it (S30).

    The key differs for each organization, so that two organizations cannot compare their people.
    """

    organization = models.CharField(max_length=16, help_text="public id; empty for this installation's own accounts")
    kind = models.CharField(max_length=8, choices=[("phone", "phone"), ("email", "email")])
    value = models.BinaryField(max_length=32)
    master_id = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="blind_indexes")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "value", "subject"], name="privacy_blind_index_once_a_person"
            ),
            models.CheckConstraint(condition=Q(kind__in=("phone", "email")), name="privacy_blind_index_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} index of {self.subject_id}"
