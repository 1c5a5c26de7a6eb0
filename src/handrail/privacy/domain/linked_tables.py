"""Several tables of the same people, published so that they are safe beside each other.

The same people are counted by who asked, by language and by program, each time under the same columns. A total that
one table hides and another shows would be a way around. So the totals of the columns are published first, alone, and
stay shown everywhere; columns whose total must be hidden are one column, "all else", in every table. Each table is then
safe for a reader who knows all its column totals, and such a reader learns nothing about it from the other tables.

Why "all else" is never small: its parts are the hidden cells of a list whose sum is shown, so their sum is at least
`WIDTH`. A year is not counted again: its totals are the sums of what its quarters showed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.privacy.domain.counted_tables import ALL, TOTAL, Cell, PublishedTable, list_of, table_of
from handrail.privacy.domain.published_tables import publish
from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown, is_small

ALL_ELSE: Final = "all_else"


class TablesRefused(Exception):
    """These numbers are not of the same people."""


@dataclass(frozen=True)
class SharedColumns:
    """Which columns stand by themselves, with their totals; `merged` are in "all else". Fewer than 11 people: none."""

    own: Mapping[str, int]
    merged: tuple[str, ...]
    people: Shown

    @property
    def shown(self) -> dict[str, int]:
        """As tables have them."""
        if self.people is SUPPRESSED:
            return {}
        return {**self.own, ALL_ELSE: self.people - sum(self.own.values())} if self.merged else dict(self.own)

    def column_of(self, column: str) -> str:
        return ALL_ELSE if column in self.merged else column

    def within(self, wanted: Sequence[str]) -> list[str]:
        """The columns of the tables in which nobody else is counted than under the wanted ones."""
        whole = [ALL_ELSE] if self.merged and set(self.merged) <= set(wanted) else []
        return [column for column in wanted if column in self.own] + whole

    def has_all(self, wanted: Sequence[str]) -> bool:
        return not set(wanted) & set(self.merged) or set(self.merged) <= set(wanted)


def shared_columns(totals: Mapping[str, int]) -> SharedColumns:
    """`totals` of all columns of the fixed table, with their zeros."""
    people = sum(totals.values())
    if is_small(people):
        return SharedColumns({}, tuple(totals), SUPPRESSED)
    published = publish(list_of(totals), keep=[ALL])
    own = {column: shown for column in totals if (shown := published.at(TOTAL, column)) is not SUPPRESSED}
    return SharedColumns(own, tuple(column for column in totals if column not in own), people)


def shown_together(shared: SharedColumns, columns: Sequence[str]) -> SharedColumns:
    """The same with these columns in "all else" as well. Their totals are public, so a sum of them tells nothing new.

    Fewer columns leave more numbers standing in a table with many rows, and take less time to prove.
    """
    own = {column: total for column, total in shared.own.items() if column not in columns}
    return SharedColumns(own, (*shared.merged, *(column for column in shared.own if column in columns)), shared.people)


def columns_of_year(quarters: Sequence[SharedColumns]) -> SharedColumns:
    """A column stands by itself in the year only if it did in every quarter; one hidden quarter hides the year."""
    columns = list(dict.fromkeys(column for quarter in quarters for column in (*quarter.own, *quarter.merged)))
    people = [quarter.people for quarter in quarters if quarter.people is not SUPPRESSED]
    if len(people) < len(quarters):
        return SharedColumns({}, tuple(columns), SUPPRESSED)
    own = {
        column: sum(quarter.own[column] for quarter in quarters)
        for column in columns
        if all(column in quarter.own for quarter in quarters)
    }
    return SharedColumns(own, tuple(column for column in columns if column not in own), sum(people))


def publish_beside(shared: SharedColumns, counts: Mapping[tuple[str, str], int]) -> PublishedTable:
    """One of the tables. `counts` has every row with every column of the fixed table, also where nobody is."""
    cells: dict[tuple[str, str], int] = {}
    for (row, column), count in counts.items():
        cell = (row, shared.column_of(column))
        cells[cell] = cells.get(cell, 0) + count
    table = table_of(cells)
    if shared.people is SUPPRESSED:
        return PublishedTable(table.rows, table.columns, dict.fromkeys(table.counts, SUPPRESSED))
    if {column: table.counts[TOTAL, column] for column in table.columns} != shared.shown:
        raise TablesRefused("The table does not add up to the totals that are shown already.")
    keep: list[Cell] = [(TOTAL, column) for column in table.columns]
    return publish(table, keep=[*keep, ALL])
