"""The refused rows as a file that an operator opens in a spreadsheet."""

import csv
from collections.abc import Iterable
from pathlib import Path

from handrail.directory.domain.listed_row import UnreadableRow
from handrail.directory.importing.rows import PLACE_COLUMNS
from handrail.kernel.spreadsheet_cells import neutral


def reasons(rows: Iterable[UnreadableRow]) -> list[dict[str, int | str]]:
    """For the report: never what the rows hold."""
    return [{"row": row.number, "reason": row.reason} for row in rows]


def write_refused(rows: Iterable[UnreadableRow], *, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("x", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["row", "reason", *PLACE_COLUMNS])
        for row in rows:
            writer.writerow([row.number, row.reason, *(neutral(row.content.get(name, "")) for name in PLACE_COLUMNS)])
