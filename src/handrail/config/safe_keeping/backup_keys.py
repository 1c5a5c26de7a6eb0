"""The keys of backups: the server knows only the public one, so whoever takes the server reads no backup (S34)."""

import base64
import binascii
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from handrail.privacy.master_keys import OTHERS

BEGINS = "handrail-backup-key "
PUBLIC_BEGINS = "handrail-backup-to "


class BackupKeyRefused(Exception):
    """The message may be shown to the operator."""


def make_private_key(file: Path) -> str:
    """Writes a new private key and returns the public one, as `HANDRAIL_BACKUP_TO` takes it."""
    key = X25519PrivateKey.generate()
    text = BEGINS + base64.b64encode(key.private_bytes_raw()).decode() + "\n"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as exists:
        raise BackupKeyRefused(f"{file} is there already. A key is never overwritten.") from exists
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    return PUBLIC_BEGINS + base64.b64encode(key.public_key().public_bytes_raw()).decode()


def read_private_key(file: Path) -> X25519PrivateKey:
    try:
        with file.open() as handle:
            if os.fstat(handle.fileno()).st_mode & OTHERS:
                raise BackupKeyRefused(f"Others than its owner may read {file}. Set its mode to 0600.")
            return X25519PrivateKey.from_private_bytes(decoded(handle.read(), BEGINS))
    except (OSError, UnicodeDecodeError) as error:
        raise BackupKeyRefused(f"The backup key {file} cannot be read.") from error


def public_key(text: str | None) -> X25519PublicKey:
    if not text:
        raise BackupKeyRefused(
            "No key for backups is set. Make one on another machine with `handrail make_backup_key FILE`, and put the "
            "line it prints into HANDRAIL_BACKUP_TO."
        )
    return X25519PublicKey.from_public_bytes(decoded(text, PUBLIC_BEGINS))


def decoded(text: str, begins: str) -> bytes:
    """A private key given as a public one, or the other way round, is told by its first word."""
    try:
        content = base64.b64decode(text.strip().removeprefix(begins), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not text.startswith(begins) or len(content) != 32:
        raise BackupKeyRefused(f"That is no key of this kind: it begins with `{begins.strip()}`.")
    return content
