"""A restore that did not end leaves people in the database who were erased: until it ends, nobody is served (S34)."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from handrail.privacy.outside_files import add_line


class UnfinishedRestore(Exception):
    """The message may be shown to the operator."""

    def __init__(self, marker: Path) -> None:
        super().__init__(
            f"A restore was begun and has not ended ({marker}): run `handrail restore FILE --key KEY --replace` again."
        )


def marker_of(ledger: Path) -> Path:
    """Beside the ledger, so outside the database: it is there before the first row is replaced."""
    return ledger.with_name(f"{ledger.name}.unfinished-restore")


def check_none_is_unfinished() -> None:
    """Without a ledger no restore can have begun."""
    if settings.ERASURE_FILE and (marker := marker_of(Path(settings.ERASURE_FILE))).exists():
        raise UnfinishedRestore(marker)


def begin(marker: Path, *, at: datetime) -> None:
    add_line(marker, {"begun": at.astimezone(UTC).isoformat()})
