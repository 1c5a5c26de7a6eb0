"""The bytes of a Meeting Guide feed as rows: a JSON list of objects, or a table with a header row."""

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.reading.json_sizes import check_room_for

MOST_ROWS = 250_000
UTF16 = (b"\xff\xfe", b"\xfe\xff")
NEEDED_COLUMNS = frozenset({"name", "slug"})


@dataclass(frozen=True, slots=True)
class Content:
    """Rows as they came, counted from 1, each an object or, in a broken feed, anything else."""

    rows: list[Any]
    is_table: bool = False


def content_of(content: bytes) -> Content:
    text = decoded(content)
    start = text.lstrip()[:1]
    if start == "<":
        raise FeedRefused("This is a web page or XML, and no feed of meetings.")
    if not start:
        raise FeedRefused("The feed is empty.")
    is_table = start not in "[{"
    found = Content(list(islice(table_rows(text), MOST_ROWS + 1)) if is_table else json_rows(text), is_table)
    if len(found.rows) > MOST_ROWS:
        raise FeedRefused(f"The feed has more than {MOST_ROWS:,} rows.")
    return found


def decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 that says so; a table saved by an older spreadsheet is in the encoding of Windows."""
    if content.startswith(UTF16):
        return strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if content.lstrip()[:1] in (b"[", b"{"):
            raise FeedRefused("The feed is not in UTF-8.") from None
        return strictly(content, "cp1252")


def strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise FeedRefused("The feed is not in UTF-8.") from None


def json_rows(text: str) -> list[Any]:
    """All of it or nothing: what stands after the end shows that the whole is broken."""
    check_room_for(text, rows=MOST_ROWS)
    try:
        found = json.loads(text, parse_constant=refuse_constant, parse_float=finite)
    except RecursionError:
        raise FeedRefused("The feed is nested too deeply.") from None
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise FeedRefused(f"The feed is not valid JSON{where}.") from None
    if not isinstance(found, list):
        raise FeedRefused("The feed is not a list of meetings.")
    return found


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def finite(text: str) -> float | None:
    """1e999 is no number that can be kept."""
    number = float(text)
    return number if math.isfinite(number) else None


def table_rows(text: str) -> Iterator[dict[str, str]]:
    """Lines without a single word are no rows. A quote that never closes means a file cut off."""
    lines = iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True))
    try:
        header = next(lines)
        check_header(header)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield named_cells(header, cells)
    except csv.Error as error:
        raise FeedRefused(f"The table cannot be read (near line {lines.line_num}).") from error


def delimiter_of(text: str) -> str:
    first = text.lstrip().partition("\n")[0][:10_000]
    return max(",;\t", key=first.count)


def check_header(header: list[str]) -> None:
    keys = {key_of(name) for name in header}
    if "id" in keys:
        keys.add("slug")
    if keys >= NEEDED_COLUMNS:
        return
    raise FeedRefused("This is neither a JSON list nor a table with columns Name and ID (or Slug).")


def named_cells(header: list[str], cells: list[str]) -> dict[str, str]:
    """Where a column stands twice, the first cell that says something."""
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if name.strip() and not row.get(name.strip(), "").strip():
            row[name.strip()] = cell
    return row


def key_of(name: str) -> str:
    """ "The column "Conference URL" is conference_url."""
    return "_".join(name.casefold().split())
