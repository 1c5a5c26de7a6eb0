"""Authenticated encryption of one value for one place: table, column, row. Moved elsewhere, it does not open (S30)."""

import secrets
import struct
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12  # AES-GCM's own nonce size (NIST SP 800-38D). A data key seals far fewer than 2**32 values
LENGTH = struct.Struct(">I")
PADDED_TO = 64  # bytes: the length of what is sealed would tell a short name from a long one
VERSION = b"\x01"
KEY_ID_BYTES = 8
HEADER_BYTES = len(VERSION) + KEY_ID_BYTES + NONCE_BYTES


class SealBroken(Exception):
    """The value was damaged, moved to another place, or sealed under another key. Holds nothing of the value."""


class Place(NamedTuple):
    """Where a sealed value lives. It is part of the seal."""

    table: str
    column: str
    row: str

    def bound(self, key_id: bytes) -> bytes:
        """No two places have the same bytes: each part goes with its length."""
        parts = (self.table.encode(), self.column.encode(), self.row.encode(), key_id)
        return b"".join(LENGTH.pack(len(part)) + part for part in parts)


class DataKey(NamedTuple):
    """The key of one person, or of one person's counseling notes."""

    key_id: bytes
    secret: bytes


def sealed(value: bytes, *, key: DataKey, place: Place) -> bytes:
    """The value under the key, with the key's id in front so that the right key is found again."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + key.key_id + nonce + AESGCM(key.secret).encrypt(nonce, padded(value), place.bound(key.key_id))


def key_id_of(content: bytes) -> bytes:
    if len(content) < HEADER_BYTES or content[:1] != VERSION:
        raise SealBroken("this was not sealed here")
    return bytes(content[1 : 1 + KEY_ID_BYTES])


def unsealed(content: bytes, *, key: DataKey, place: Place) -> bytes:
    """What was sealed with this key for this place. Raises `SealBroken` for anything else."""
    if key_id_of(content) != key.key_id:
        raise SealBroken("sealed under another key")
    nonce, rest = content[1 + KEY_ID_BYTES : HEADER_BYTES], content[HEADER_BYTES:]
    try:
        return unpadded(AESGCM(key.secret).decrypt(nonce, rest, place.bound(key.key_id)))
    except InvalidTag as broken:
        raise SealBroken("damaged, or sealed for another place") from broken


def padded(value: bytes) -> bytes:
    content = LENGTH.pack(len(value)) + value
    return content + bytes(-len(content) % PADDED_TO)


def unpadded(content: bytes) -> bytes:
    (length,) = LENGTH.unpack_from(content)
    return content[LENGTH.size : LENGTH.size + length]
