"""Who works nowhere any more, and what opens an account no more: no restored backup may undo it (S33, S34).

Recovery codes come back as the backup has them: where a password or a passkey ended, they are the way back in.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from handrail.accounts.models import AuthenticatorApp, Membership, Organization, Passkey, User
from handrail.accounts.organizations.actions import close_membership, end_organization
from handrail.accounts.persons.actions import keep_password
from handrail.accounts.second_factors.actions.authenticator_apps import drop_app
from handrail.accounts.second_factors.actions.passkeys import drop_passkey
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.lasting import LastingAct
from handrail.privacy.models import AuditEntry

PASSWORD, PASSKEY, APP = "password.changed", "passkey.removed", "authenticator_app.removed"
Known = Iterable[tuple[str, datetime]]


def known_members() -> Known:
    """Of those who were erased nothing is left to end."""
    past = Membership.objects.exclude(ended_at=None).filter(user__subject__erased_at=None)
    return ((key, at) for key, at in past.values_list("public_id", "ended_at") if at)


@transaction.atomic
def member_again(*, key: str, at: datetime) -> bool:
    """The last lead too: what happened has happened."""
    live = Membership.objects.select_for_update(of=("self",)).filter(public_id=key, ended_at=None)
    membership = live.select_related("user", "organization").first()
    if membership is None:
        return False
    close_membership(membership, by=PRODUCT, at=at)
    return True


def known_organizations() -> Known:
    past = Organization.objects.exclude(ended_at=None).values_list("public_id", "ended_at")
    return ((key, at) for key, at in past if at)


@transaction.atomic
def organization_again(*, key: str, at: datetime) -> bool:
    organization = Organization.objects.select_for_update().filter(public_id=key, ended_at=None).first()
    if organization is None:
        return False
    end_organization(organization=organization, by=PRODUCT, at=at)
    return True


def known_passwords() -> Known:
    """By the record of acts alone: a hash does not say since when it stands."""
    return AuditEntry.objects.filter(what=PASSWORD).values_list("subject_id", "at")


@transaction.atomic
def password_again(*, key: str, at: datetime) -> bool:
    """The new one is written nowhere outside, so the account must choose one: the old one may be in other hands."""
    user = User.objects.filter(subject__public_id=key, subject__erased_at=None).select_related("subject").first()
    if user is None:
        return False
    keep_password(user, None, by=PRODUCT, at=at)
    return True


def known_removed(what: str) -> Known:
    """By the record of acts alone, which names what was removed."""
    removed = AuditEntry.objects.filter(what=what).exclude(about="").values_list("about", "at")
    return ((about.partition(":")[2], at) for about, at in removed)


@transaction.atomic
def passkey_again(*, key: str, at: datetime) -> bool:
    passkey = Passkey.objects.filter(public_id=key).select_related("subject").first()
    if passkey is None:
        return False
    drop_passkey(passkey, by=PRODUCT, at=at)
    return True


@transaction.atomic
def app_again(*, key: str, at: datetime) -> bool:
    app = AuthenticatorApp.objects.filter(public_id=key).select_related("subject").first()
    if app is None:
        return False
    drop_app(app, by=PRODUCT, at=at)
    return True


LASTING_ACTS = {
    "membership.ended": LastingAct(known_members, member_again),
    "organization.ended": LastingAct(known_organizations, organization_again),
    PASSWORD: LastingAct(known_passwords, password_again),
    PASSKEY: LastingAct(partial(known_removed, PASSKEY), passkey_again),
    APP: LastingAct(partial(known_removed, APP), app_again),
}
