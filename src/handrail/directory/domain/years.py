"""Which directory year a file is of: no row carries a date, so the file itself must tell."""

import re
from collections.abc import Iterable
from typing import NamedTuple

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class YearFound(NamedTuple):
    """The year, and where it was read."""

    year: int
    where: str


def year_in(text: str | None, *, newest: int) -> int | None:
    """The first 20xx that stands alone; a year still to come cannot be the directory's."""
    return next((year for year in map(int, YEAR.findall(text or "")) if year <= newest), None)


def first_year(places: Iterable[tuple[str, str | int | None]], *, newest: int) -> YearFound | None:
    """The first of (where, text) that holds a year, in the order of trust."""
    for where, text in places:
        if year := year_in(None if text is None else str(text), newest=newest):
            return YearFound(year, where)
    return None
