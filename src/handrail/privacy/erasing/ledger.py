"""Who was erased, written down outside the database, so that a restored backup forgets them again (S33, S34)."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from handrail.privacy.models import Subject


def note_erased(subject: Subject, *, at: datetime) -> None:
    """One line with a random id, once the transaction has committed. Without a file the operator has chosen none."""
    if settings.ERASURE_FILE:
        transaction.on_commit(partial(write_line, Path(settings.ERASURE_FILE), subject.public_id, at))


def write_line(file: Path, public_id: str, at: datetime) -> None:
    line = json.dumps({"at": at.astimezone(UTC).isoformat(), "subject": public_id}, separators=(",", ":"))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as handle:
        handle.write(f"\n{line}\n")  # the line before may have been cut off by a crash
        handle.flush()
        os.fsync(handle.fileno())


def erased_ids(file: Path) -> Iterator[str]:
    """Every id that was ever written; a line that a crash cut off is passed over."""
    for line in file.read_text().split("\n") if file.exists() else ():
        try:
            yield json.loads(line)["subject"]
        except (ValueError, KeyError, TypeError):
            continue


def erased_in_backup(file: Path) -> list[Subject]:
    """Those who are back because a backup was restored, and must be forgotten again."""
    return list(Subject.objects.filter(public_id__in=set(erased_ids(file)), erased_at=None).order_by("pk"))
