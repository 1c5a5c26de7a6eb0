"""Passkeys: whether a browser's answer is true, and whose it is. `fido2` reads and checks; here it is kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

from handrail.accounts.models import Passkey, User
from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.second_factors.passkey_questions import (
    MAKING,
    USING,
    PasskeyRefused,
    answered_question,
    server,
)
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.erasing.ledger import note
from handrail.privacy.sealed_values import keys_of, opened, seal

LONGEST_ANSWER = 16 * 1024
FAULTS = (ValueError, TypeError, KeyError, AssertionError, AttributeError)  # what a made-up answer makes `fido2` raise


@dataclass(frozen=True)
class NewPasskey:
    """A passkey that was truly made, and for whom."""

    public_id: str
    handle: str
    credential: AttestedCredentialData
    sign_count: int


def made_passkey(request: HttpRequest, *, state: str, answer: str, at: datetime) -> NewPasskey:
    """Raises `PasskeyRefused`."""
    asked = answered_question(state, purpose=MAKING, at=at)
    try:
        data = server(request).register_complete(asked, read(answer))
    except FAULTS as fault:
        raise PasskeyRefused from fault
    if data.credential_data is None:
        raise PasskeyRefused
    return NewPasskey(asked["user"], asked["handle"], data.credential_data, data.counter)


@transaction.atomic
def keep_passkey(*, user: User, made: NewPasskey, at: datetime) -> Passkey:
    """Raises `PasskeyRefused` where it was made for somebody else, or is here already."""
    if made.public_id != user.public_id:
        raise PasskeyRefused
    passkey = Passkey(
        user=user,
        subject=user.subject,
        credential_hash=hash_of(made.credential.credential_id),
        sign_count=made.sign_count,
        made_at=at,
    )
    seal(passkey, at=at, credential=websafe_encode(bytes(made.credential)))
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
    except IntegrityError as twice:
        raise PasskeyRefused from twice
    record("passkey.enrolled", by=acting_for_themselves(user), at=at, subject=user.subject)
    return passkey


@transaction.atomic
def remove_passkey(*, user: User, public_id: str, at: datetime) -> None:
    passkey = Passkey.objects.select_for_update(of=("self",)).filter(user=user, public_id=public_id).first()
    if passkey is not None:
        drop_passkey(passkey, by=acting_for_themselves(user), at=at)


def drop_passkey(passkey: Passkey, *, by: Actor, at: datetime) -> None:
    """Call it in a transaction, with the row locked. No restored backup brings it back."""
    public_id = passkey.public_id
    passkey.delete()
    record("passkey.removed", by=by, at=at, subject=passkey.subject, about=f"passkey:{public_id}")
    note("passkey.removed", public_id, at=at)


@transaction.atomic
def owner_of_answer(request: HttpRequest, *, state: str, answer: str, at: datetime) -> User:
    """Whose passkey signed. Raises `PasskeyRefused`, also for a copy of a key that counts its uses."""
    asked, given = answered_question(state, purpose=USING, at=at), read(answer)
    passkey = passkey_named_in(given, at=at)
    try:
        server(request).authenticate_complete(asked, [credential_of(passkey)], given)
        used = AuthenticatorData(websafe_decode(given["response"]["authenticatorData"]))
    except FAULTS as fault:
        raise PasskeyRefused from fault
    if (used.counter or passkey.sign_count) and used.counter <= passkey.sign_count:
        raise PasskeyRefused
    passkey.sign_count = used.counter
    passkey.save(update_fields=["sign_count"])
    return passkey.user


def passkey_named_in(given: Mapping[str, Any], *, at: datetime) -> Passkey:
    try:
        named = hash_of(websafe_decode(given["id"]))
    except FAULTS as fault:
        raise PasskeyRefused from fault
    rows = Passkey.objects.select_for_update(of=("self",)).select_related("user__subject")
    passkey = rows.filter(credential_hash=named, user__in=User.objects.able_to_sign_in(at=at)).first()
    if passkey is None:
        raise PasskeyRefused
    return passkey


def credentials_of(user: User) -> list[AttestedCredentialData]:
    """So that a browser does not make a second passkey on the same device."""
    rows = list(Passkey.objects.filter(user=user))
    keys = keys_of(rows)
    return [AttestedCredentialData(websafe_decode(opened(row, "credential", keys=keys)["credential"])) for row in rows]


def credential_of(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(opened(passkey, "credential")["credential"]))


def read(answer: str) -> dict[str, Any]:
    try:
        given = json.loads(answer) if len(answer) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError) as fault:
        raise PasskeyRefused from fault
    if not isinstance(given, dict):
        raise PasskeyRefused
    return given


def hash_of(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
