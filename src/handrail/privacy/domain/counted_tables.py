"""Tables of how many people: rows, columns, and what they add up to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown

# What stands for "all rows" or "all columns". No label is None, so no row can be taken for a total.
TOTAL: Final = None
Cell: TypeAlias = tuple[str | None, str | None]
ALL: Final[Cell] = (TOTAL, TOTAL)


@dataclass(frozen=True)
class CountedTable:
    """The true numbers, totals too. Without rows it is a list: its one line is the line of totals.

    A cell that the meaning of the table rules out (a decline that arrived) is not among `counts` and is no secret.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[Cell, int]

    def parts_of(self, total: Cell) -> Iterator[tuple[Cell, ...]]:
        """Each way in which it is added up: a total of a row from its cells, the total of all from two sides."""
        row, column = total
        if column is TOTAL:
            yield tuple((row, each) for each in self.columns if (row, each) in self.counts)
        if row is TOTAL and self.rows:
            yield tuple((each, column) for each in self.rows if (each, column) in self.counts)

    def totals(self) -> Iterator[Cell]:
        return (cell for cell in self.counts if TOTAL in cell and (self.rows or cell == ALL))


@dataclass(frozen=True)
class PublishedTable:
    """What everybody may see."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shown: Mapping[Cell, Shown]

    def at(self, row: str | None, column: str | None) -> Shown:
        """A cell that the meaning of the table rules out is a plain zero; a row that is not there is a mistake."""
        if row not in (TOTAL, *self.rows) or column not in (TOTAL, *self.columns):
            raise KeyError((row, column))
        return self.shown.get((row, column), 0)

    def total_of(self, row: str | None, columns: Iterable[str]) -> Shown:
        """Added up from what is shown, so that it tells nothing new."""
        parts = [self.at(row, column) for column in columns]
        numbers = [part for part in parts if part is not SUPPRESSED]
        return sum(numbers) if len(numbers) == len(parts) else SUPPRESSED

    def at_least(self, row: str | None, columns: Iterable[str]) -> int:
        """How many there surely are, as any reader can add up from what is shown."""
        return sum(part for column in columns if (part := self.at(row, column)) is not SUPPRESSED)


class CountRefused(Exception):
    """Something was counted that is no number of people."""


def table_of(cells: Mapping[tuple[str, str], int]) -> CountedTable:
    """From its inner cells; rows and columns stand as they first come. Leave out what cannot be."""
    rows = tuple(dict.fromkeys(row for row, _ in cells))
    columns = tuple(dict.fromkeys(column for _, column in cells))
    return CountedTable(rows, columns, added_up(cells))


def list_of(parts: Mapping[str, int]) -> CountedTable:
    """One line of numbers, and their sum."""
    counts: dict[Cell, int] = {(TOTAL, column): count for column, count in parts.items()}
    check_counts(counts)
    return CountedTable((), tuple(parts), {**counts, ALL: sum(parts.values())})


def added_up(cells: Mapping[tuple[str, str], int]) -> dict[Cell, int]:
    counts: dict[Cell, int] = dict(cells.items())
    check_counts(counts)
    for (row, column), count in cells.items():
        for total in ((row, TOTAL), (TOTAL, column), ALL):
            counts[total] = counts.get(total, 0) + count
    return counts


def check_counts(counts: Mapping[Cell, int]) -> None:
    if not counts or min(counts.values()) < 0:
        raise CountRefused("A table counts people: it has a cell at least, and none below zero.")
