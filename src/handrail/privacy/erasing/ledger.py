"""Who was erased, written down outside the database, so that a restored backup forgets them again (S33, S34)."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from handrail.privacy.models import Subject
from handrail.privacy.outside_files import add_line, lines_of


def note_erased(subject: Subject, *, at: datetime) -> None:
    """One line with a random id, once the transaction has committed. Without a file the operator has chosen none."""
    if settings.ERASURE_FILE:
        line = {"at": at.astimezone(UTC).isoformat(), "subject": subject.public_id}
        transaction.on_commit(partial(add_line, Path(settings.ERASURE_FILE), line))


def erased_ids(file: Path) -> set[str]:
    """Every id that was ever written."""
    return {line["subject"] for line in lines_of(file)}


def erased_in_backup(file: Path) -> list[Subject]:
    """Those who are back because a backup was restored, and must be forgotten again."""
    return list(Subject.objects.filter(public_id__in=erased_ids(file), erased_at=None).order_by("pk"))
