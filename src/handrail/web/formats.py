"""Dates and distances as a person reads them."""

from datetime import date

from handrail.web.translation import mark, translate

MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
DATE = mark("%(month)s %(day)s, %(year)s")
NO_BREAK = "\u00a0"
BETWEEN = f"{NO_BREAK}· "  # two facts of one line
MILES = mark("%(miles)s miles")
ONE_MILE = mark("1 mile")
UNDER_A_MILE = mark("less than 1 mile")


def in_one_line(text: str) -> str:
    """A time or a span of time is read at one glance: no line ends within it."""
    return text.replace(" ", NO_BREAK)


def format_date(day: date, language: str) -> str:
    month = translate(MONTHS[day.month - 1], language)
    return translate(DATE, language, month=month, day=day.day, year=day.year)


def format_miles(miles: float, language: str) -> str:
    """One decimal below ten miles: a row is placed by its building at best, by its ZIP code at worst."""
    if miles < 0.95:
        return translate(UNDER_A_MILE, language)
    shown = f"{miles:.1f}".removesuffix(".0") if miles < 9.95 else f"{miles:,.0f}"
    return translate(ONE_MILE, language) if shown == "1" else translate(MILES, language, miles=shown)
