"""What is noted while one row is read: what was read otherwise than it was written, or why it cannot be taken."""

import json
from dataclasses import dataclass, field
from typing import Any

from handrail.meetings.domain.records import Correction, RefusedRow
from handrail.meetings.reading.plain_text import Plain, as_text

LONGEST_SHOWN = 120  # of what was written, in a report
BEFORE = 20
DROPPED = "left out"


class RowRefused(Exception):
    """This row is not taken. The message says why, to whoever keeps the feed."""


class RowWithdrawn(RowRefused):
    """The row says of itself that its meeting is no longer published."""


def refused_row(number: int, key: str, refusal: RowRefused) -> RefusedRow:
    return RefusedRow(number, key, str(refusal), is_withdrawn=isinstance(refusal, RowWithdrawn))


@dataclass(slots=True)
class RowNotes:
    """`is_table`: every cell of a table is text, and its days and types are words; in JSON that is worth a note."""

    row: int
    is_table: bool = False
    corrections: list[Correction] = field(default_factory=list)

    def note(self, name: str, was: Any, read_as: str) -> None:
        self.corrections.append(Correction(self.row, name, shown(was), shown(read_as)))

    def taken(self, name: str, was: Any, plain: Plain) -> str:
        """The text, noted if more than its spacing changed."""
        if plain.is_changed:
            written, begin = as_text(was), first_difference(as_text(was), plain.text)
            self.note(name, written[begin:], plain.text[begin:] or DROPPED)
        return plain.text


def first_difference(was: str, read_as: str) -> int:
    """Where a report begins to quote a long text: a little before what changed."""
    alike = next((place for place, (one, other) in enumerate(zip(was, read_as, strict=False)) if one != other), 0)
    return max(0, alike - BEFORE) if len(was) > LONGEST_SHOWN else 0


def quoted(value: Any) -> str:
    """As JSON writes it: "1" is another value than 1."""
    return json.dumps(value, ensure_ascii=False, default=str)


def shown(value: Any) -> str:
    text = value if isinstance(value, str) else as_text(value) or str(value)[: 4 * LONGEST_SHOWN]
    printable = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * LONGEST_SHOWN])
    return printable if len(printable) <= LONGEST_SHOWN else f"{printable[: LONGEST_SHOWN - 1]}\u2026"
