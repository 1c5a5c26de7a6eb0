"""Which directory year a file is of: no row carries a date, so the file itself must tell."""

import re
from collections.abc import Iterable
from typing import NamedTuple

OLDEST = 1990  # anything before is a slip of the finger
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class YearRefused(Exception):
    """The message may be shown to the operator."""


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


def check_given_year(given: int, *, title: str | None, newest: int) -> None:
    """An operator's year is believed unless it cannot be, or the workbook's own title says another."""
    if not OLDEST <= given <= newest:
        raise YearRefused(f"The year {given} cannot be a directory's: give one from {OLDEST} to {newest}.")
    titled = year_in(title, newest=newest)
    if titled and titled != given:
        raise YearRefused(f"The year given is {given}, but the workbook's title says {titled}.")
