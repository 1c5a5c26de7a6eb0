"""Acts that no restored backup may undo. Each package keeps a table of its own in `lasting_acts.py` (S33, S34)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

KEY_PARTS = "@"  # between the parts of a key; it stands in no id, hash or day


class Again(Protocol):
    """Does it again as of the moment it happened; False where nothing is left to do."""

    def __call__(self, *, key: str, at: datetime) -> bool: ...


@dataclass(frozen=True)
class LastingAct:
    """`known` tells every such act that the database still knows of: its key, and when it happened.

    A key is made of random ids, days, and hashes that nobody can turn back: it is written outside, where nothing is
    sealed.
    """

    known: Callable[[], Iterable[tuple[str, datetime]]]
    again: Again
