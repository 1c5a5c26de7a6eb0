"""What must never come back, written down outside the database and done again after a restore (S33, S34).

The lines hold random ids, days, and hashes that nobody can turn back: who reads the file learns nothing of anybody.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from handrail.privacy.erasing.contract import lasting_acts
from handrail.privacy.outside_files import add_line, lines_of

logger = logging.getLogger("handrail.ledger")

COMPARED_EVERY = timedelta(minutes=10)  # a line that could not be written is missing for no longer; product choice


class LedgerRefused(Exception):
    """The message may be shown to the operator."""


class HeldByLaw(Exception):
    """An act is not done again, because an officer stopped it in this very database."""


@dataclass(frozen=True, order=True)
class Line:
    """One act that lasts. Ordered by when it happened: a line that was written late stands in the file too low."""

    at: datetime
    what: str
    key: str


class LastCompared:
    """When file and database were last found alike by this process."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def is_fresh(self, at: datetime) -> bool:
        return self.at is not None and timedelta() <= at - self.at < COMPARED_EVERY


_compared = LastCompared()


def note(what: str, key: str, *, at: datetime) -> None:
    """One line, once the transaction has committed. Where it cannot be written the act stands, and the log says so:
    `write_missing_lines` makes up for it. Without a file the operator of a demonstration has chosen none.
    """
    if settings.ERASURE_FILE:
        line = Line(at.astimezone(UTC), what, key)
        transaction.on_commit(partial(attempt, Path(settings.ERASURE_FILE), line))


def attempt(file: Path, line: Line) -> None:
    try:
        write(file, line)
    except OSError:
        logger.exception("line not written", extra={"ids": {"act": line.what}})


def write(file: Path, line: Line) -> None:
    add_line(file, {"at": line.at.isoformat(), "what": line.what, "key": line.key})


def write_missing_lines(*, at: datetime) -> int:
    """A pass of the worker: compares the database with the file, now and then, and writes what the file lacks.

    A line that is there twice does no harm, so an act that another process commits just now may be written by both.
    """
    if not settings.ERASURE_FILE or _compared.is_fresh(at):
        return 0
    missing = add_missing_lines(Path(settings.ERASURE_FILE))
    _compared.at = at
    return missing


def add_missing_lines(file: Path) -> int:
    written = set(lines(file))
    missing = sorted(line for line in known_lines() if line not in written)
    for line in missing:
        write(file, line)
    return len(missing)


def known_lines() -> Iterator[Line]:
    for what, act in lasting_acts().items():
        yield from (Line(at.astimezone(UTC), what, key) for key, at in act.known())


def lines(file: Path) -> list[Line]:
    """Each once, in the order in which it happened. What this version does not know is never passed over."""
    found = {Line(datetime.fromisoformat(one["at"]), one["what"], one["key"]) for one in lines_of(file)}
    if unknown := sorted({line.what for line in found} - set(lasting_acts())):
        raise LedgerRefused(
            f"{file} tells of acts that this version does not know ({unknown[0]}). Install a newer one."
        )
    return sorted(found)


def done_again(written: Iterable[Line]) -> tuple[Counter[str], int]:
    """After a restore: how many acts of each kind were done again, and how many the law holds up. Twice is once."""
    acts, known, counts, held = lasting_acts(), set(known_lines()), Counter[str](), 0
    for line in written:
        if line in known:
            continue
        try:
            counts[line.what] += acts[line.what].again(key=line.key, at=line.at)
        except HeldByLaw:
            held += 1
    return +counts, held
