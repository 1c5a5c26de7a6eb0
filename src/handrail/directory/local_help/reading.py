"""A local list as rows: CSV with lenient headers, read to its end before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from handrail.directory.domain.coordinates import is_believable
from handrail.directory.domain.listed_row import Point
from handrail.directory.domain.local_help import (
    HelpRow,
    RowRefused,
    checked_date,
    key_of,
    offers_of,
    plain_text,
    web_address,
    zip_of,
)
from handrail.directory.domain.sources import Precision
from handrail.directory.importing import csv_text
from handrail.directory.importing.file_contents import is_workbook, read_content
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.tables import HEADER_WITHIN, Row, column_name
from handrail.directory.places.gazetteer import zip_centroid
from handrail.directory.places.states import STATES

MOST_ROWS = 20_000  # a national list of such places has a few thousand
COLUMNS = {
    "name": ("name", "program", "organization", "site"),
    "offers": ("offers", "services", "offer"),
    "address": ("address", "street", "street1"),
    "city": ("city", "town"),
    "state": ("state",),
    "zip": ("zip", "zip code", "zipcode", "postal code"),
    "phone": ("phone", "telephone"),
    "website": ("website", "url", "web"),
    "hours": ("hours", "open"),
    "languages": ("languages", "language"),
    "checked": ("checked", "last checked"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng"),
}
"""Each column and what lists call it. Only a name, the offers, the state and the ZIP code are needed."""
OUR_NAME = {theirs: ours for ours, names in COLUMNS.items() for theirs in names}
NEEDED = ("name", "offers", "state", "zip")


@dataclass(slots=True)
class LocalList:
    """Every row is in `rows` or in `refused`. `spared` are the keys of refused rows: their place is not gone."""

    rows: list[HelpRow] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    spared: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read_local_list(path: Path, *, newest: date) -> LocalList:
    content = read_content(path)
    if is_workbook(content):
        raise ImportRefused("The file is a workbook: save the list as CSV (UTF-8) first.")
    text, notes = csv_text.decoded(content)
    found = LocalList(notes=notes)
    seen: dict[str, int] = {}
    for row in rows_of(text):
        read_row(row, found, seen, newest)
    csv_text.check_end(text)
    if not found.rows:
        raise ImportRefused(f"The file has no place that can be read.{first_reason(found)}")
    return found


def first_reason(found: LocalList) -> str:
    return f" Row {found.refused[0][0]}: {found.refused[0][1]}." if found.refused else ""


def rows_of(text: str) -> Iterator[Row]:
    """The rows under the first line that names the needed columns. Cells of columns we do not know are left out."""
    lines = csv_text.text_rows(text)
    columns = header(lines)
    count = 0
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows; no local list is so long.")
            named = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
            yield Row(number, named, is_whole=len(cells) == len(columns))


def header(lines: Iterator[tuple[int, Sequence[str]]]) -> list[str]:
    """Our name of each column, "" where we have none."""
    for _, cells in islice(lines, HEADER_WITHIN):
        columns = [OUR_NAME.get(column_name(cell).replace("_", " "), "") for cell in cells]
        if set(NEEDED) <= set(columns):
            if twice := next((name for name in columns if name and columns.count(name) > 1), None):
                raise ImportRefused(f"The file has two columns for {twice!r}, so its rows cannot be read safely.")
            return columns
    raise ImportRefused(f"The file needs the columns {', '.join(NEEDED)}; it may have {', '.join(COLUMNS)}.")


def read_row(row: Row, found: LocalList, seen: dict[str, int], newest: date) -> None:
    try:
        if not row.is_whole:
            raise RowRefused("it has more or fewer cells than the header")
        read = help_row(row, newest)
        if read.key in seen:
            raise RowRefused(f"it repeats row {seen[read.key]}")
    except RowRefused as refusal:
        found.refused.append((row.number, str(refusal)))
        found.spared.add(key_of(value(row, "name"), value(row, "address"), value(row, "zip").zfill(5)))
        return
    seen[read.key] = row.number
    found.rows.append(read)


def help_row(row: Row, newest: date) -> HelpRow:
    texts = {name: plain_text(name, value(row, name)) for name in ("name", "address", "city", "hours", "languages")}
    state = value(row, "state").upper()
    if not texts["name"]:
        raise RowRefused("it has no name")
    if state not in STATES:
        raise RowRefused("its state is not one of the two-letter states")
    zip5 = zip_of(value(row, "zip"))
    return HelpRow(
        number=row.number,
        **texts,
        offers=offers_of(value(row, "offers")),
        state=state,
        zip=zip5,
        phone=plain_text("phone", value(row, "phone")),
        website=web_address(value(row, "website")),
        last_checked=checked_date(value(row, "checked"), newest=newest),
        point=point_of(row, state, zip5),
    )


def value(row: Row, column: str) -> str:
    return row.cells.get(column, "")


def point_of(row: Row, state: str, zip5: str) -> tuple[float, float] | None:
    """The list's own point, if it can be true; without one the middle of the ZIP area stands in (see writing)."""
    texts = value(row, "latitude"), value(row, "longitude")
    if not any(texts):
        return None
    try:
        latitude, longitude = map(float, texts)
    except ValueError:
        raise RowRefused("its latitude or longitude is not a number") from None
    point = Point(latitude, longitude, Precision.ADDRESS, "list")
    if not is_believable(point, state=state, centroid=zip_centroid(zip5)):
        raise RowRefused("its latitude and longitude are far from its ZIP code")
    return latitude, longitude
