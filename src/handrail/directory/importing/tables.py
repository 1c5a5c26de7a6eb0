"""A sheet or a CSV file as one table: a header, then numbered rows of text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.directory.importing.refusals import ImportRefused

HEADER_WITHIN = 20  # rows; official workbooks begin at once, some carry a title above
MOST_ROWS = 300_000
MOST_COLUMNS = 2_000


class Row(NamedTuple):
    """Numbered as a spreadsheet shows it: the header is row 1. A CSV row with a cell too few or many is not whole."""

    number: int
    cells: dict[str, str]
    is_whole: bool


@dataclass(slots=True)
class Table:
    """A header and its rows, which can be read once."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def column_name(text: str) -> str:
    """'    name1' and 'Name1' are one column: real headers differ by case and stray blanks."""
    return text.replace("\ufeff", "").strip().lower()


def table_with(
    needed: Iterable[str], rows: Iterable[tuple[int, Sequence[str]]], *, has_equal_rows: bool = False
) -> Table | None:
    """The table whose header holds the needed columns, or None where no such header comes early."""
    rows, needed = iter(rows), set(needed)
    for place, (_, cells) in enumerate(rows):
        columns = tuple(map(column_name, cells))
        if needed <= set(columns):
            check_columns(columns)
            return Table(columns, numbered(columns, rows, has_equal_rows))
        if place + 1 >= HEADER_WITHIN:
            return None
    return None


def check_columns(columns: tuple[str, ...]) -> None:
    named = [column for column in columns if column]
    if len(named) > MOST_COLUMNS:
        raise ImportRefused(f"The file has {len(named):,} columns; no directory has more than {MOST_COLUMNS:,}.")
    if twice := next((column for column in named if named.count(column) > 1), None):
        raise ImportRefused(f"The file has the column {twice!r} twice, so its rows cannot be read safely.")


def numbered(
    columns: tuple[str, ...], rows: Iterable[tuple[int, Sequence[str]]], has_equal_rows: bool
) -> Iterator[Row]:
    """Blank lines are no rows."""
    count = 0
    for number, cells in rows:
        if any(cells) and any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows; no directory is so long.")
            is_whole = not has_equal_rows or len(cells) == len(columns)
            yield Row(number, {column: cell for column, cell in zip(columns, cells, strict=False) if column}, is_whole)


def cell(cells: Mapping[str, str], *names: str) -> str:
    """The first of these columns that the table has, without blanks at its ends; otherwise verbatim."""
    return next((cells[name].strip() for name in names if name in cells), "")
