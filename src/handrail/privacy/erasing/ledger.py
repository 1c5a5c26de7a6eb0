"""Who was erased, written down outside the database, so that a restored backup forgets them again (S33, S34)."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from handrail.privacy.models import Subject
from handrail.privacy.outside_files import add_line, lines_of


class AsLastCompared:
    """How file and table were when nothing was missing: while both are so still, neither is read again."""

    def __init__(self) -> None:
        self.state: tuple[object, ...] | None = None


_compared = AsLastCompared()


def note_erased(subject: Subject, *, at: datetime) -> None:
    """One line with a random id, once the transaction has committed. Without a file the operator has chosen none."""
    if settings.ERASURE_FILE:
        transaction.on_commit(partial(add_line, Path(settings.ERASURE_FILE), line_of(subject.public_id, at)))


def line_of(public_id: str, at: datetime) -> dict[str, str]:
    return {"at": at.astimezone(UTC).isoformat(), "subject": public_id}


def write_missing_lines(*, at: datetime) -> int:
    """A pass of the worker: the line of an erasure that had committed when its process died, or whose file was lost.

    A line that is there twice does no harm, so an erasure that another process commits just now may be written by both.
    """
    if not settings.ERASURE_FILE:
        return 0
    file = Path(settings.ERASURE_FILE)
    state = state_of(file)  # before anything is read: what comes meanwhile is seen in the next round
    if state == _compared.state:
        return 0
    known = erased_ids(file)
    erased = Subject.objects.exclude(erased_at=None).order_by("erased_at", "pk").values_list("public_id", "erased_at")
    missing = [(public_id, erased_at) for public_id, erased_at in erased if public_id not in known]
    for public_id, erased_at in missing:
        add_line(file, line_of(public_id, erased_at))
    _compared.state = None if missing else state
    return len(missing)


def state_of(file: Path) -> tuple[object, ...]:
    table = Subject.objects.exclude(erased_at=None).aggregate(count=Count("pk"), newest=Max("erased_at"))
    found = file.stat() if file.exists() else None
    stamp = (found.st_ino, found.st_size, found.st_mtime_ns) if found else None
    return f"{file}", stamp, table["count"], table["newest"]


def erased_ids(file: Path) -> set[str]:
    """Every id that was ever written."""
    return {line["subject"] for line in lines_of(file)}


def erased_in_backup(file: Path) -> list[Subject]:
    """Those who are back because a backup was restored, and must be forgotten again."""
    return list(Subject.objects.filter(public_id__in=erased_ids(file), erased_at=None).order_by("pk"))
