"""Making and removing the sign-ins of a demonstration, and this package's part of a deletion."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.accounts.domain.handles import seen_alike
from handrail.accounts.models import AuthenticatorApp, Membership, Organization, Passkey, RecoveryCode, SignIn, User
from handrail.accounts.second_factors.actions.authenticator_apps import app_of, secret_to_type
from handrail.accounts.second_factors.actions.recovery_codes import new_recovery_codes
from handrail.messaging.rosters.actions import remove_rosters_of
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import Subject


@dataclass(frozen=True)
class DemonstrationSignIn:
    """Told once, when it is made: the installation keeps hashes alone."""

    user: User
    password: str
    secret: str
    codes: list[str]


@transaction.atomic
def create_demonstration_user(*, username: str, is_operator: bool, at: datetime) -> DemonstrationSignIn:
    """A sign-in for trying the product: password, app secret and one-time codes of this installation only (S36).

    No exception is made for a demonstration: it has a second factor like all staff. One of the name gets new ones and
    stays the same person: what it did at the desk stays its own.
    """
    password = secrets.token_urlsafe(12)
    user = User.objects.filter(username=username, is_demonstration=True).first()
    user = user or User.objects.create_user(username, is_demonstration=True)
    user.is_active, user.is_staff, user.is_superuser = True, is_operator, is_operator
    user.set_password(password)
    user.save()
    AuthenticatorApp.objects.filter(user=user).delete()
    app = app_of(user=user, at=at)
    AuthenticatorApp.objects.filter(pk=app.pk).update(confirmed_at=at)
    return DemonstrationSignIn(user, password, secret_to_type(app), new_recovery_codes(user=user, at=at))


def remove_demonstration_users(*, at: datetime) -> int:
    """Called inside the transaction that loads real data. Returns how many sign-ins are gone.

    With them go the rosters and organizations in which nobody else ever worked.
    """
    theirs = Organization.objects.filter(memberships__user__is_demonstration=True)
    made_up = set(theirs.exclude(memberships__user__is_demonstration=False).values_list("pk", flat=True))
    remove_rosters_of(person_ids=list(User.objects.filter(is_demonstration=True).values_list("public_id", flat=True)))
    users = list(User.objects.filter(is_demonstration=True).select_related("subject"))
    for user in users:
        user.delete()
        erase_own(subject=user.subject, by=PRODUCT, at=at)
    Organization.objects.filter(pk__in=made_up).delete()
    return len(users)


def erase(*, subject: Subject, at: datetime) -> None:
    """Part of a person's erasure: nobody signs in with this account any more, and its name is gone.

    The row stays, under its random id alone: what somebody did for an organization is that organization's record.
    """
    user = User.objects.filter(subject=subject).first()
    if user is None:
        return
    for kept in (AuthenticatorApp, Passkey, RecoveryCode, SignIn):
        kept.objects.filter(user=user).delete()
    Membership.objects.filter(user=user, ended_at=None).update(ended_at=at)
    user.username, user.is_active, user.is_staff, user.is_superuser = f"gone-{user.public_id}", False, False, False
    user.handle_key, user.hidden_at = seen_alike(user.username), at
    user.set_unusable_password()
    user.save()
