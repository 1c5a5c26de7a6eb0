"""The master keys of an installation: one file, outside the data tree, that only its owner may read (S30).

The file is TOML, so that a person can read and copy it: a list of keys for each purpose, the newest last. The newest
writes; the older ones still read, until `handrail rotate_keys` has left nothing under them.
"""

import base64
import os
import secrets
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32  # AES-256 and HMAC-SHA-256
OTHERS = stat.S_IRWXG | stat.S_IRWXO
HEADING = """\
# The master keys of this Handrail. Without this file nobody can read what people told it, and no backup helps.
# Keep a copy apart from the backups. Never edit a key: `handrail make_keys --add` adds one to move to.
"""


class Purpose(StrEnum):
    """What a master key is for. A key of one purpose opens nothing of another."""

    SUBJECTS = "subjects"  # wraps each person's data key for what is their own
    PROGRAMS = "programs"  # wraps each person's data key for what programs must keep about them
    NOTES = "notes"  # wraps the data keys of counseling notes (S27)
    BLIND = "blind"  # makes the indexes by which a program finds a telephone or e-mail it was given
    AUDIT = "audit"  # signs the record of who looked
    RECEIPTS = "receipts"  # the pepper of receipts and one-time codes (S16)


class KeysRefused(Exception):
    """The message may be shown to the operator. It never holds a key."""


@dataclass(frozen=True, repr=False)
class MasterKey:
    """Its id travels with everything it wrapped; its secret never leaves this process."""

    key_id: str
    secret: bytes


Ring = Mapping[Purpose, tuple[MasterKey, ...]]


def current_key(purpose: Purpose) -> MasterKey:
    """The newest key of a purpose: the only one that writes."""
    return ring()[purpose][-1]


def named_key(purpose: Purpose, key_id: str) -> MasterKey:
    """The key that wrapped something."""
    for key in ring()[purpose]:
        if key.key_id == key_id:
            return key
    raise KeysRefused(f"The {purpose} key {key_id} is not in the key file. Was an older copy of the file put back?")


def ring() -> Ring:
    """As the file is now: it is read again when it was changed, so an added key counts at once in every process.

    A demonstration makes its own file: it holds nobody. Everywhere else a missing file is refused.
    """
    file = Path(settings.KEYS_FILE)
    if settings.DEMONSTRATION and not file.exists():
        with suppress(KeysRefused):  # another process made it a moment ago
            make_key_file(file, on=datetime.now(UTC).date())
    try:
        seen = file.stat()
    except OSError:
        return read_ring(file)  # which says what to do
    return ring_as_of(file, (seen.st_ino, seen.st_mtime_ns, seen.st_size, seen.st_mode))


@lru_cache(maxsize=4)
def ring_as_of(file: Path, seen: tuple[int, ...]) -> Ring:
    return read_ring(file)


def read_ring(file: Path) -> Ring:
    """Raises `KeysRefused` where the file is missing, readable by others, damaged or without one of the purposes."""
    try:
        tables = tomllib.loads(checked_text(file))
        found = {purpose: tuple(master_key(row) for row in tables.get(purpose, ())) for purpose in Purpose}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as damage:
        raise KeysRefused(f"The key file {file} is damaged. Put a copy of it back.") from damage
    if without := [purpose for purpose, keys in found.items() if not keys]:
        raise KeysRefused(
            f"The key file {file} has no {without[0]} key. Add it: `handrail make_keys --add {without[0]}`."
        )
    if any(len({key.key_id for key in keys}) != len(keys) for keys in found.values()):
        raise KeysRefused(f"The key file {file} is damaged: one key stands in it twice.")
    return found


def checked_text(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            if os.fstat(handle.fileno()).st_mode & OTHERS:
                raise KeysRefused(f"Others than its owner may read the key file {file}. Set its mode to 0600.")
            return handle.read().decode()
    except OSError as error:
        raise KeysRefused(f"The key file {file} cannot be read. Make one with `handrail make_keys`.") from error


def master_key(row: Mapping[str, str]) -> MasterKey:
    secret = base64.b64decode(row["secret"], validate=True)
    if len(secret) != KEY_BYTES or not row["id"]:
        raise ValueError("a key of another length")
    return MasterKey(row["id"], secret)


def key_text(purpose: Purpose, on: date) -> str:
    """One new key, as it stands in the file."""
    secret = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    return f'\n[[{purpose}]]\nid = "{secrets.token_hex(6)}"\nmade = {on.isoformat()}\nsecret = "{secret}"\n'


def make_key_file(file: Path, *, on: date) -> None:
    """A new file with a key for each purpose. Never overwrites: a lost key is lost for everybody."""
    text = HEADING + "".join(key_text(purpose, on) for purpose in Purpose)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = written_beside(file, text)
    try:
        file.hardlink_to(beside)  # whole or not at all, and never over another
    except FileExistsError as exists:
        raise KeysRefused(f"{file} is there already. Keys are added to it with --add, never overwritten.") from exists
    finally:
        beside.unlink()


def add_key(file: Path, purpose: Purpose, *, on: date) -> None:
    """Adds the next key of a purpose. A crash leaves the old file or the new one."""
    text = checked_text(file) + key_text(purpose, on)
    beside = written_beside(file, text)
    beside.replace(file)
    ring_as_of.cache_clear()


def written_beside(file: Path, text: str) -> Path:
    """The text in a new file of the same folder, readable by its owner alone, and on the disk."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    return beside
