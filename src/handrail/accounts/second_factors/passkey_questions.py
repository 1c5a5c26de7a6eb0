"""What a browser is asked about passkeys, once each: the challenge travels in a sealed token of the page."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from handrail.accounts.second_factors.actions.challenges import spend_challenge
from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal

NAME = "Sign-in"  # what a telephone shows beside the passkey: neutral, like everything outside (P8)
LIFETIME = timedelta(minutes=10)
MAKING, USING = "accounts.passkey.make", "accounts.passkey.use"


class PasskeyRefused(Exception):
    """Says nothing of why: a stranger learns nothing from it, and a person tries again."""


@dataclass(frozen=True)
class Question:
    """`options` for the browser, `state` for us when the answer comes."""

    options: str
    state: str


def can_have_passkeys(request: HttpRequest) -> bool:
    """A passkey belongs to a name; a server reached by its bare number cannot have one (WebAuthn, section 5.1.2)."""
    try:
        ip_address(host_of(request).strip("[]"))
    except ValueError:
        return True
    return False


def question_for_new(
    request: HttpRequest, *, public_id: str, handle: str, known: list[AttestedCredentialData], at: datetime
) -> Question:
    """Asks for a passkey that the device keeps and opens only for its owner."""
    options, state = server(request).register_begin(
        PublicKeyCredentialUserEntity(id=public_id.encode(), name=handle, display_name=handle),
        credentials=known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return question(options, {**state, "user": public_id, "handle": handle}, purpose=MAKING, at=at)


def question_for_known(request: HttpRequest, *, at: datetime) -> Question:
    """Asks for any passkey of this product: the browser offers those it has, and we need no name (S13)."""
    options, state = server(request).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return question(options, dict(state), purpose=USING, at=at)


def question(options: Any, state: Mapping[str, Any], *, purpose: str, at: datetime) -> Question:
    return Question(json.dumps(plain(dict(options)["publicKey"])), seal(state, purpose=purpose, at=at))


def plain(value: Any) -> Any:
    """Bytes as the browser's JSON has them."""
    if isinstance(value, bytes):
        return websafe_encode(value)
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def answered_question(state: str, *, purpose: str, at: datetime) -> dict[str, Any]:
    """Once: the same answer sent again is refused, also by another worker."""
    try:
        asked = unseal(state, purpose=purpose, at=at, lifetime=LIFETIME)
    except TokenRefused as refusal:
        raise PasskeyRefused from refusal
    digest = hashlib.sha256(asked["challenge"].encode()).digest()
    if not spend_challenge(digest=digest, ends_at=at + 2 * LIFETIME, at=at):
        raise PasskeyRefused
    return asked


def server(request: HttpRequest) -> Fido2Server:
    """The origin is compared as a whole: the library alone would take any port, and any name beneath ours."""
    origin = f"{request.scheme}://{request.get_host()}"
    ours = PublicKeyCredentialRpEntity(name=NAME, id=host_of(request))
    return Fido2Server(ours, verify_origin=lambda given: given == origin)


def host_of(request: HttpRequest) -> str:
    host = request.get_host()
    return host if host.endswith("]") else host.rpartition(":")[0] or host
