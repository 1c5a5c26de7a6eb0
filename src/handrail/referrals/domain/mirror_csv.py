"""The mirror as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from handrail.kernel.spreadsheet_cells import neutral
from handrail.privacy.domain.counted_tables import TOTAL, PublishedTable
from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown
from handrail.referrals.domain.mirror import MirrorRow, Wait
from handrail.referrals.domain.mirror_columns import COLUMNS

NETWORK: Final = "network"
MARK: Final = "suppressed"  # a word and not an empty cell: a spreadsheet adds empty cells up as zero
SUMS: Final = ("asked", "accepted", "arrived", "declined", "no_shows", "lost_after_acceptance")
WAITS: Final = tuple(f"hours_to_{wait}_{which}" for wait in Wait for which in ("median", "ninetieth"))


def csv_of_mirror(rows: Iterable[MirrorRow]) -> str:
    return csv_of(("row", *SUMS, *COLUMNS, *WAITS), (cells_of(row) for row in rows))


def csv_of_table(table: PublishedTable) -> str:
    """The list has one line; other tables have one for each row, and the network's last."""
    columns = (*table.columns, TOTAL)
    lines = ((row or NETWORK, *(table.at(row, column) for column in columns)) for row in (*table.rows, TOTAL))
    return csv_of(("row", *(column or "all" for column in columns)), lines)


def cells_of(row: MirrorRow) -> tuple[str | Shown, ...]:
    sums: tuple[Shown, ...] = tuple(getattr(row, name) for name in SUMS)
    waits = (hours for wait in Wait for hours in (row.waits[wait].median, row.waits[wait].ninetieth))
    return (row.label or NETWORK, *sums, *(row.columns[column] for column in COLUMNS), *waits)


def csv_of(header: Sequence[str], lines: Iterable[Sequence[str | Shown]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([neutral(name) for name in header])
    writer.writerows([cell_text(cell) for cell in line] for line in lines)
    return file.getvalue()


def cell_text(cell: str | Shown) -> str | int:
    if cell is SUPPRESSED:
        return MARK
    return neutral(cell) if isinstance(cell, str) else cell
