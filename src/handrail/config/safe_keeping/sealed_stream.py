"""A stream that anybody with the public key can seal, and only the holder of the private key can open.

A new key for each stream (X25519, HKDF-SHA-256); pieces of 64 KiB under AES-256-GCM, each bound to its number, and the
last one marked as the last: a piece changed, exchanged, left out or cut off is noticed.
"""

from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"handrail sealed stream 1\n"
PIECE = 64 * 1024
TAG = 16
PUBLIC_BYTES = 32
MOST_PIECES = 2**32  # the counter's size: 256 terabytes


class StreamBroken(Exception):
    """The message may be shown to the operator."""


class SealingWriter:
    """Takes bytes, writes sealed pieces. Nothing is whole until `finish`."""

    def __init__(self, out: BinaryIO, recipient: X25519PublicKey) -> None:
        own = X25519PrivateKey.generate()
        self.header = MAGIC + own.public_key().public_bytes_raw()
        self.cipher = AESGCM(stream_key(own.exchange(recipient), self.header, recipient))
        self.out, self.held, self.number = out, bytearray(), 0
        out.write(self.header)

    def write(self, content: bytes) -> int:
        self.held += content
        while len(self.held) > PIECE:  # one piece is always held back: it may be the last
            self.piece(bytes(self.held[:PIECE]), is_last=False)
            del self.held[:PIECE]
        return len(content)

    def finish(self) -> None:
        self.piece(bytes(self.held), is_last=True)

    def piece(self, content: bytes, *, is_last: bool) -> None:
        self.out.write(self.cipher.encrypt(nonce(self.number, is_last=is_last), content, self.header))
        self.number += 1


def opened_pieces(source: BinaryIO, key: X25519PrivateKey) -> Iterator[bytes]:
    """The content, piece by piece. Raises `StreamBroken` at the first piece that is not as it was written."""
    header = source.read(len(MAGIC) + PUBLIC_BYTES)
    if not header.startswith(MAGIC) or len(header) != len(MAGIC) + PUBLIC_BYTES:
        refuse("This is no backup of Handrail.")
    sender = X25519PublicKey.from_public_bytes(header[len(MAGIC) :])
    cipher = AESGCM(stream_key(key.exchange(sender), header, key.public_key()))
    number, piece = 0, source.read(PIECE + TAG)
    while piece:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(nonce(number, is_last=not following), piece, header)
        except InvalidTag as broken:
            whole = "cut off or damaged" if number else "made for another key, or damaged"
            raise StreamBroken(f"This backup is {whole}.") from broken
        number, piece = number + 1, following
    if number == 0:
        refuse("This backup is cut off or damaged.")


def refuse(why: str) -> NoReturn:
    raise StreamBroken(why)


def stream_key(shared: bytes, header: bytes, recipient: X25519PublicKey) -> bytes:
    salt = header + recipient.public_bytes_raw()
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"handrail.safe_keeping").derive(shared)


def nonce(number: int, *, is_last: bool) -> bytes:
    """Never twice under one key: the key is new for each stream, and pieces are numbered."""
    if number >= MOST_PIECES:
        raise StreamBroken("This is more than one backup can hold.")
    return bytes(7) + number.to_bytes(4, "big") + (b"\x01" if is_last else b"\x00")
