"""Making and removing the sign-ins of a demonstration."""

import secrets

from django.db import transaction

from handrail.accounts.models import User


@transaction.atomic
def create_demonstration_user(*, username: str, is_operator: bool) -> tuple[User, str]:
    """A sign-in for trying the product, with a password of this installation only (S36). One of the name gets a new
    password and stays the same person: what it did at the desk stays its own."""
    password = secrets.token_urlsafe(12)
    held = User.objects.filter(username=username, is_demonstration=True).first()
    user = held or User(username=username, is_demonstration=True)
    user.is_active, user.is_staff, user.is_superuser = True, is_operator, is_operator
    user.set_password(password)
    user.save()
    return user, password


def remove_demonstration_users() -> int:
    """Called inside the transaction that loads real data. Returns how many sign-ins are gone."""
    users = User.objects.filter(is_demonstration=True)
    count = users.count()
    users.delete()
    return count
