"""Who may sign in: a name of their own choice, and nothing else about them."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Q

from handrail.accounts.domain.handles import seen_alike
from handrail.kernel.public_ids import new_public_id
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Subject

BACK_WITHIN = timedelta(days=1)  # who asked to be deleted may think again for so long (S33)


class PeopleQuerySet(models.QuerySet):
    def able_to_sign_in(self, *, at: datetime) -> "PeopleQuerySet":
        """Also who asked to be deleted less than a day ago: signed in they are asked whether they keep it."""
        is_shown = Q(hidden_at=None) | Q(hidden_at__gt=at - BACK_WITHIN)
        return self.filter(is_shown, is_active=True)


class PeopleManager(UserManager.from_queryset(PeopleQuerySet)):  # type: ignore[misc]
    """Makes sign-ins without an e-mail address: there is no column for one."""

    @transaction.atomic
    def create_user(self, username: str, password: str | None = None, **more: Any) -> "User":
        """By a command: nobody is signed in there, so the record says that the product did it."""
        user = self.model(username=username, handle_key=seen_alike(username), **more)
        user.set_password(password)
        if user.subject_id is None:
            user.subject = open_subject(by=PRODUCT, at=user.date_joined)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **more: Any) -> "User":
        """What `handrail createsuperuser` calls."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **more)


class User(AbstractUser):
    """A person who signs in. No name, e-mail address, telephone number or time of the last visit is kept."""

    first_name = last_name = email = last_login = None  # type: ignore[assignment]
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    handle_key = models.CharField(max_length=150, unique=True, editable=False, help_text="the name as it is looked up")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="user", editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="asked to be deleted then")
    is_demonstration = models.BooleanField(
        default=False,
        editable=False,
        help_text="made for trying the product; production refuses to start beside one, real data removes them (S36)",
    )

    objects = PeopleManager()  # type: ignore[misc]
    EMAIL_FIELD = ""
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.public_id

    def get_full_name(self) -> str:
        """There is none to know: whoever asks for it shows the name that was chosen for signing in."""
        return ""

    @property
    def gone_at(self) -> datetime | None:
        """Until when who asked to be deleted can keep the account; None where nobody asked."""
        return self.hidden_at and self.hidden_at + BACK_WITHIN

    def clean(self) -> None:
        """Django's own would look for an e-mail address."""
