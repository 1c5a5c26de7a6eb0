"""Who works nowhere any more, and what opens an account no more: no restored backup may undo it (S33, S34).

Where a password or a passkey ended, recovery codes are the way back in: those that stood last, and were not used.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Count, Max

from handrail.accounts.api_keys.actions import REVOKED, revoke_again
from handrail.accounts.models import ApiKey, AuthenticatorApp, Membership, Organization, Passkey, RecoveryCode, User
from handrail.accounts.organizations.actions import close_membership, dismiss_operator, end_organization
from handrail.accounts.persons.actions import keep_password
from handrail.accounts.second_factors.actions.authenticator_apps import drop_app
from handrail.accounts.second_factors.actions.passkeys import drop_passkey
from handrail.accounts.second_factors.actions.recovery_codes import keep_digests, made_key, spend_again
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.lasting import KEY_PARTS, LastingAct
from handrail.privacy.models import AuditEntry

MADE, USED, DISMISSED = "recovery_codes.made", "recovery_code.used", "operator.dismissed"
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


def known_remade() -> Known:
    """Of those who made new ones: the first came with the account, which a backup from before does not know either."""
    made = AuditEntry.objects.filter(what=MADE).values_list("subject_id").annotate(times=Count("pk"), last=Max("at"))
    last = {subject: at for subject, times, at in made if times > 1}
    users = User.objects.filter(subject__public_id__in=last, recovery_codes__isnull=False).distinct()
    return ((made_key(user), last[user.subject.public_id]) for user in users.select_related("subject"))


@transaction.atomic
def remade_again(*, key: str, at: datetime) -> bool:
    """The newest alone: what the backup knows as made later stands."""
    public_id, *digests = key.split(KEY_PARTS)
    user = User.objects.filter(public_id=public_id, subject__erased_at=None).select_related("subject").first()
    made_since = AuditEntry.objects.filter(what=MADE, at__gte=at)
    if user is None or made_since.filter(subject_id=user.subject.public_id).exists():
        return False
    keep_digests(user, map(bytes.fromhex, digests), by=PRODUCT, at=at)
    return True


def known_used() -> Known:
    used = RecoveryCode.objects.exclude(used_at=None).values_list("digest", "used_at")
    return ((bytes(digest).hex(), at) for digest, at in used if at)


def used_again(*, key: str, at: datetime) -> bool:
    code = RecoveryCode.objects.filter(digest=bytes.fromhex(key), used_at=None).select_related("user__subject").first()
    if code is None:
        return False
    spend_again(code, at=at)
    return True


def dismissed_again(*, key: str, at: datetime) -> bool:
    """Who was given the task anew since then must get it anew: a backup that old does not know of it either."""
    user = User.objects.filter(public_id=key, is_staff=True).select_related("subject").first()
    if user is None:
        return False
    dismiss_operator(user=user, by=PRODUCT, at=at)
    return True


def known_keys() -> Known:
    past = ApiKey.objects.exclude(revoked_at=None).values_list("public_id", "revoked_at")
    return ((key, at) for key, at in past if at)


LASTING_ACTS = {
    REVOKED: LastingAct(known_keys, revoke_again),
    DISMISSED: LastingAct(partial(known_removed, DISMISSED), dismissed_again),
    MADE: LastingAct(known_remade, remade_again),
    USED: LastingAct(known_used, used_again),
    "membership.ended": LastingAct(known_members, member_again),
    "organization.ended": LastingAct(known_organizations, organization_again),
    PASSWORD: LastingAct(known_passwords, password_again),
    PASSKEY: LastingAct(partial(known_removed, PASSKEY), passkey_again),
    APP: LastingAct(partial(known_removed, APP), app_again),
}
