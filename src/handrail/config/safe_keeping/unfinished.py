"""A restore that did not end leaves people in the database who were erased: until it ends, nobody is served (S34)."""

import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from handrail.privacy.outside_files import add_line

UNFINISHED = ".unfinished-restore"


class UnfinishedRestore(Exception):
    """The message may be shown to the operator."""

    def __init__(self, marker: Path) -> None:
        super().__init__(
            f"A restore was begun and has not ended ({marker}): run `handrail restore FILE --key KEY --replace` again."
        )


def marker_of(ledger: Path) -> Path:
    """Beside the ledger, so outside the database: it is there before the first row is replaced."""
    return ledger.with_name(f"{ledger.name}{UNFINISHED}")


def check_none_is_unfinished() -> None:
    """Without a ledger no restore can have begun. Asked at every request: one look at a folder, and nothing else."""
    ledger = settings.ERASURE_FILE
    if ledger and os.path.exists(f"{ledger}{UNFINISHED}"):  # noqa: PTH110  (a Path takes four times as long)
        raise UnfinishedRestore(marker_of(Path(ledger)))


def begin(marker: Path, *, at: datetime) -> None:
    add_line(marker, {"begun": at.astimezone(UTC).isoformat()})
