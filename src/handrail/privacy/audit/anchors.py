"""The newest links of the record, written down outside the database (S32)."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handrail.privacy.models import CHAINS, AuditBatch

ANCHORED_EVERY = timedelta(hours=6)  # S32


def anchor(file: Path, *, at: datetime) -> bool:
    """Writes the head of every chain into a file outside the database, when six hours have passed or none was written.

    Whoever could rewrite the whole database would have to rewrite this file too, and every copy of it.
    """
    last = last_anchor(file)
    if last is not None and at - datetime.fromisoformat(last["at"]) < ANCHORED_EVERY:
        return False
    line = json.dumps({"at": at.astimezone(UTC).isoformat(), "heads": heads()}, separators=(",", ":"))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as handle:
        handle.write(f"\n{line}\n")  # the line before may have been cut off by a crash
        handle.flush()
        os.fsync(handle.fileno())
    return True


def heads() -> list[dict[str, object]]:
    """The newest link of each chain that has one."""
    newest = (AuditBatch.objects.filter(chain=chain).order_by("-number").first() for chain in range(CHAINS))
    return [{"chain": link.chain, "number": link.number, "head": bytes(link.head).hex()} for link in newest if link]


def last_anchor(file: Path) -> dict | None:
    anchors = list(read_anchors(file))
    return anchors[-1] if anchors else None


def read_anchors(file: Path) -> Iterator[dict]:
    """A line that a crash cut off is no anchor: the next one was written whole."""
    try:
        lines = file.read_text().split("\n")
    except FileNotFoundError:
        return
    for line in filter(None, lines):
        try:
            yield json.loads(line)
        except ValueError:
            continue
