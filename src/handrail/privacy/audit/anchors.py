"""The newest links of the record, written down outside the database (S32)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from handrail.privacy.models import CHAINS, AuditBatch
from handrail.privacy.outside_files import add_line, lines_of

ANCHORED_EVERY = timedelta(hours=6)  # S32
SKEW = timedelta(minutes=5)  # between the clocks of two machines; product choice


def anchor(file: Path, *, at: datetime) -> bool:
    """Writes the head of every chain into a file outside the database, when six hours have passed or none was written.

    Whoever could rewrite the whole database would have to rewrite this file too, and every copy of it.
    """
    last = last_anchor(file)
    if last is not None and not is_due(datetime.fromisoformat(last["at"]), at=at):
        return False
    add_line(file, {"at": at.astimezone(UTC).isoformat(), "heads": heads()})
    return True


def is_due(last: datetime, *, at: datetime) -> bool:
    """Also after one of the future, which a wrong clock wrote: else it would stop all others until its day comes."""
    return at - last >= ANCHORED_EVERY or is_of_the_future(last, at=at)


def is_of_the_future(last: datetime, *, at: datetime) -> bool:
    return last > at + SKEW


def heads() -> list[dict[str, object]]:
    """The newest link of each chain that has one."""
    newest = (AuditBatch.objects.filter(chain=chain).order_by("-number").first() for chain in range(CHAINS))
    return [{"chain": link.chain, "number": link.number, "head": bytes(link.head).hex()} for link in newest if link]


def last_anchor(file: Path) -> dict[str, Any] | None:
    anchors = list(lines_of(file))
    return anchors[-1] if anchors else None
