"""Backing up and restoring: sealed, while people work, and proven before it is called done (S34)."""

import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from handrail.config.refusals import ServingRefused, check_ledger_lies_apart
from handrail.config.safe_keeping import unfinished
from handrail.config.safe_keeping.after_restore import bring_up_to_now
from handrail.config.safe_keeping.databases import DatabaseRefused, dumped, load
from handrail.config.safe_keeping.sealed_stream import PIECE, SealingWriter, StreamBroken, opened_pieces
from handrail.privacy.audit.anchors import anchor
from handrail.privacy.audit.verifying import Fault, faults
from handrail.privacy.erasing.ledger import add_missing_lines, lines
from handrail.privacy.master_keys import ring
from handrail.privacy.models import AuditEntry, Subject

LENGTH_BYTES = 4
LONGEST_MANIFEST = 1_000_000


class RestoreRefused(Exception):
    """The message may be shown to the operator."""


@dataclass(frozen=True)
class Restored:
    """What a restore came to."""

    made_at: str
    migrated: int
    done_again: Counter[str]
    held: int
    faults: tuple[Fault, ...]


def back_up(file: Path, *, to: X25519PublicKey, at: datetime) -> int:
    """Writes a sealed backup and returns its size in bytes. The file is there whole or not at all."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            write_sealed(SealingWriter(out, to), manifest(at))
            out.flush()
            os.fsync(out.fileno())
        file.hardlink_to(beside)  # never over another backup
    finally:
        beside.unlink(missing_ok=True)
    return file.stat().st_size


def write_sealed(writer: SealingWriter, told: dict[str, Any]) -> None:
    head = json.dumps(told).encode()
    writer.write(len(head).to_bytes(LENGTH_BYTES, "big") + head)
    with dumped() as stream:
        while piece := stream.read(PIECE):
            writer.write(piece)
    writer.finish()  # only after the dump has ended well


def manifest(at: datetime) -> dict[str, Any]:
    """Which engine and which steps of the schema: a restore onto another engine, or older code, is refused."""
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return {"made_at": at.isoformat(), "engine": connection.vendor, "migrations": applied}


def restore(file: Path, *, key: X25519PrivateKey, may_replace: bool, at: datetime) -> Restored:
    """Puts a backup in place of the database, brings it up to this version, and does again what must never be undone.

    Whatever that needs is read before anything is replaced. One that breaks off is simply run again.
    """
    ledger, marker = ledger_and_marker()
    ring()
    with file.open("rb") as source:
        told, content = parted(opened_pieces(source, key))
        check_fits(told)
        if not may_replace and holds_something():
            raise RestoreRefused("This database holds data. To put the backup in their place say --replace.")
        note_what_this_one_knows(ledger)
        written = lines(ledger)
        replace(content, marker, at=at)
    before = len(MigrationRecorder(connection).applied_migrations())
    call_command(migrate.Command(), verbosity=0)  # Django's own: ours refuses just now
    again, held = bring_up_to_now(written, at=at)
    anchors = Path(settings.AUDIT_ANCHOR_FILE) if settings.AUDIT_ANCHOR_FILE else None
    if anchors:  # nothing wrote one while the installation lay still
        anchor(anchors, at=at)
    restored = Restored(
        made_at=told["made_at"],
        migrated=len(MigrationRecorder(connection).applied_migrations()) - before,
        done_again=again,
        held=held,
        faults=tuple(faults(at=at, anchor_file=anchors)),
    )
    marker.unlink()
    return restored


def ledger_and_marker() -> tuple[Path, Path]:
    try:
        check_ledger_lies_apart()
    except ServingRefused as refusal:
        raise RestoreRefused(str(refusal)) from refusal
    ledger = Path(str(settings.ERASURE_FILE))
    return ledger, unfinished.marker_of(ledger)


def note_what_this_one_knows(ledger: Path) -> None:
    """Before it is replaced. One that cannot be read, which a restore is for, tells nobody anything."""
    with suppress(DatabaseError):
        if holds_something():
            add_missing_lines(ledger)


def replace(content: Iterator[bytes], marker: Path, *, at: datetime) -> None:
    """Where nothing was replaced nothing is unfinished, unless an earlier restore left it so."""
    was_standing = marker.exists()
    unfinished.begin(marker, at=at)
    try:
        load(content)
    except (DatabaseRefused, StreamBroken):
        if not was_standing:
            marker.unlink()
        raise


def parted(pieces: Iterator[bytes]) -> tuple[dict[str, Any], Iterator[bytes]]:
    """The manifest, and the rest as it comes."""
    held = b""
    for piece in pieces:
        held += piece
        size = int.from_bytes(held[:LENGTH_BYTES], "big")
        if size > LONGEST_MANIFEST:
            break
        if len(held) >= LENGTH_BYTES + size:
            told: dict[str, Any] = json.loads(held[LENGTH_BYTES : LENGTH_BYTES + size])
            return told, chain([held[LENGTH_BYTES + size :]], pieces)
    raise RestoreRefused("This backup says nothing of what it holds.")


def check_fits(told: dict[str, Any]) -> None:
    if told["engine"] != connection.vendor:
        raise RestoreRefused(f"This backup is of {told['engine']}, and DATABASE_URL names {connection.vendor}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if newer := sorted(set(told["migrations"]) - known):
        raise RestoreRefused(f"This backup was made by a newer Handrail ({newer[-1]}). Install that version first.")


def holds_something() -> bool:
    tables = connection.introspection.table_names()
    ours = [model._meta.db_table for model in (Subject, AuditEntry)]
    return "directory_facility" in tables and any(has_rows(table) for table in (*ours, "directory_facility"))


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608  (our own names)
        return cursor.fetchone() is not None
