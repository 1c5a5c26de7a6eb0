"""Making and removing the sign-ins of a demonstration."""

import secrets

from django.db import transaction

from handrail.accounts.models import User


@transaction.atomic
def create_demonstration_user(*, username: str, is_operator: bool) -> tuple[User, str]:
    """A sign-in for trying the product, with a password of this installation only (S36). Replaces one of the name."""
    password = secrets.token_urlsafe(12)
    User.objects.filter(username=username, is_demonstration=True).delete()
    user = User.objects.create_user(
        username=username,
        password=password,
        is_demonstration=True,
        is_staff=is_operator,
        is_superuser=is_operator,
    )
    return user, password


def remove_demonstration_users() -> int:
    """Called inside the transaction that loads real data. Returns how many sign-ins are gone."""
    users = User.objects.filter(is_demonstration=True)
    count = users.count()
    users.delete()
    return count
