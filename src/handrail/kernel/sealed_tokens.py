"""A small value that a page carries for a person and only this installation can read: encrypted, bound, expiring."""

import base64
import binascii
import json
import secrets
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LONGEST_TOKEN = 4 * 1024
LONGEST_VALUE = 64 * 1024  # after unpacking: a token this short cannot hold an honest value larger than this
NONCE_BYTES = 12  # AES-GCM's own nonce size (NIST SP 800-38D)
CLOCKS_MAY_DIFFER = timedelta(minutes=5)  # the page may have been made by another machine


class TokenRefused(Exception):
    """The message may be shown to the person whose page carried the token."""


def seal(value: Mapping[str, Any], *, purpose: str, at: datetime) -> str:
    """Url-safe text that only `unseal` with the same purpose, on this installation, turns back into the value."""
    content = json.dumps({"at": _seconds(at), "value": value}, separators=(",", ":"), allow_nan=False).encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_key(settings.SECRET_KEY, purpose)).encrypt(nonce, _packed(content), purpose.encode())
    token = base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")
    if len(token) > LONGEST_TOKEN or len(content) > LONGEST_VALUE:
        raise TokenRefused("That is too much to carry from page to page.")
    return token


def unseal(token: str, *, purpose: str, at: datetime, lifetime: timedelta) -> dict[str, Any]:
    """The value that was sealed, if the token is whole, ours, meant for this purpose, and still fresh."""
    content = json.loads(_unpack(_decrypt(_bytes(token), purpose)))
    age = timedelta(seconds=_seconds(at) - content["at"])
    if not -CLOCKS_MAY_DIFFER <= age <= lifetime:
        raise TokenRefused("This page is too old to go on from.")
    value: dict[str, Any] = content["value"]
    return value


def _seconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("A sealed token needs a time with a time zone.")
    return int(at.astimezone(UTC).timestamp())


@lru_cache(maxsize=64)
def _key(secret: str, purpose: str) -> bytes:
    """One key for each purpose, so that a token of one page is noise to every other."""
    info = b"handrail.kernel.sealed_tokens:" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())


def _bytes(token: str) -> bytes:
    if not isinstance(token, str) or not token.isascii() or not 0 < len(token) <= LONGEST_TOKEN:
        raise TokenRefused("This page's link is damaged.")
    try:
        decoded = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as damage:
        raise TokenRefused("This page's link is damaged.") from damage
    # base64 has several spellings of the same bytes; only the one `seal` writes is taken
    if base64.urlsafe_b64encode(decoded).decode().rstrip("=") != token:
        raise TokenRefused("This page's link is damaged.")
    return decoded


def _decrypt(sealed: bytes, purpose: str) -> bytes:
    """Tries the present secret, then the ones an operator is rotating away from."""
    nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    if len(ciphertext) >= 16:  # the length of the tag alone
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return AESGCM(_key(secret, purpose)).decrypt(nonce, ciphertext, purpose.encode())
            except InvalidTag:
                continue
    raise TokenRefused("This page's link is damaged.")


def _packed(content: bytes) -> bytes:
    """With a window of 4 kB instead of 32: clearing the larger one took three times as long as the packing itself."""
    packer = zlib.compressobj(level=9, wbits=12, memLevel=4)
    return packer.compress(content) + packer.flush()


def _unpack(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, LONGEST_VALUE)
