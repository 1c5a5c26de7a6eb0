"""Who may sign in. Custom from the first migration, so that handles and organizations can grow on it."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from handrail.kernel.public_ids import new_public_id


class User(AbstractUser):
    """A person who signs in. No name is asked for, and e-mail is optional."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(blank=True)
    is_demonstration = models.BooleanField(
        default=False,
        editable=False,
        help_text="made for trying the product; production refuses to start beside one, real data removes them (S36)",
    )

    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.public_id
