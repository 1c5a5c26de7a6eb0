"""Every write about keys: made by a lead and shown once, used, revoked, and revoked again after a restore."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.accounts.api_keys.queries import MARK, digest, live_keys
from handrail.accounts.domain.api_keys import KeyRefused, Scope, check_new_key
from handrail.accounts.domain.roles import Role
from handrail.accounts.models import ApiKey, Organization, User
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.erasing.ledger import note

SECRET_BYTES, PREFIX_SIGNS = 24, 6  # 192 bits, of which the prefix tells 36
LONGEST_LABEL = 60
REVOKED = "api_key.revoked"


@dataclass(frozen=True)
class MadeKey:
    """Shown to its maker once."""

    public_id: str
    secret: str


@transaction.atomic
def make_key(*, organization: Organization, label: str, days: int, user: User, by: Actor, at: datetime) -> MadeKey:
    """Raises `KeyRefused`."""
    Organization.objects.select_for_update().get(pk=organization.pk)  # two made at once are counted one by one
    label = " ".join(label.split())[:LONGEST_LABEL]
    live = len(live_keys(organization=organization, at=at))
    check_new_key(is_lead=by.role == Role.LEAD, label=label, days=days, live=live)
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    key = ApiKey.objects.create(
        organization=organization,
        label=label,
        prefix=secret[: len(MARK) + PREFIX_SIGNS],
        digest=digest(secret),
        scope=Scope.CAPACITIES_WRITE,
        days=days,
        made_by=user,
        made_at=at,
    )
    record("api_key.made", by=by, at=at, about=named(key))
    return MadeKey(key.public_id, secret)


@transaction.atomic
def revoke_key(*, organization: Organization, public_id: str, by: Actor, at: datetime) -> None:
    """From this moment it opens nothing. Twice is once."""
    rows = ApiKey.objects.select_for_update().filter(organization=organization, public_id=public_id, revoked_at=None)
    if key := rows.first():
        end(key, by=by, at=at)


@transaction.atomic
def revoke_again(*, key: str, at: datetime) -> bool:
    """After a restore."""
    found = ApiKey.objects.select_for_update().filter(public_id=key, revoked_at=None).first()
    if found is None:
        return False
    end(found, by=PRODUCT, at=at)
    return True


def end(key: ApiKey, *, by: Actor, at: datetime) -> None:
    key.revoked_at = max(at, key.made_at)  # a clock may have been moved back since
    key.save(update_fields=["revoked_at"])
    record(REVOKED, by=by, at=at, about=named(key))
    note(REVOKED, key.public_id, at=key.revoked_at)


@transaction.atomic
def locked_for_use(*, key: ApiKey, at: datetime) -> ApiKey:
    """In the transaction of what it does: a key that was revoked a moment ago does nothing. Raises `KeyRefused`."""
    held = ApiKey.objects.select_for_update(of=("self",)).select_related("organization").get(pk=key.pk)
    if held.organization.ended_at is not None or not held.is_live(at=at):
        raise KeyRefused("")
    if held.last_used_on != at.date():
        held.last_used_on = at.date()
        held.save(update_fields=["last_used_on"])
    return held


def forget_past_keys(*, at: datetime) -> int:
    """A pass of the worker: of keys that ended long ago nothing is kept but the record of acts (S33)."""
    before = at - lasts(Retention.API_KEY)
    ended = [key.pk for key in ApiKey.objects.filter(made_at__lt=before) if is_past(key, before)]
    return ApiKey.objects.filter(pk__in=ended).delete()[0]


def is_past(key: ApiKey, before: datetime) -> bool:
    return key.ends_at < before or (key.revoked_at is not None and key.revoked_at < before)


def named(key: ApiKey) -> str:
    return f"api_key:{key.public_id}"
