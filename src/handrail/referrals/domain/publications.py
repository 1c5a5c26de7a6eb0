"""Which fixed tables are published, and when each is due. Each once, for whole periods alone (`fixed_periods`)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from handrail.privacy.domain.fixed_periods import Period, PeriodKind, may_be_published, quarter_of, year_of
from handrail.referrals.domain.block_grant import SETTLES_IN as STATE_SETTLES_IN

MOST_PROGRAMS = 100
"""Rows of a year's table of programs: those that kept their page longest. Proving a table safe takes three seconds for
so many and four times as long for twice as many. Product choice; the others are one row together."""


class Publication(StrEnum):
    QUARTER = "quarter"  # of the network, by each dimension
    YEAR = "year"  # of programs, added up from its quarters
    STATE = "state"  # the block grant's figures of a quarter, for operators alone


def due(*, first: Period, today: date) -> Iterator[tuple[Publication, Period]]:
    """All that may stand published today, oldest first; `first` is the quarter in which the network began."""
    quarter = first
    while may_be_published(quarter, today=today):
        yield Publication.QUARTER, quarter
        if ends_its_year(quarter):
            yield Publication.YEAR, year_of(quarter.first_day)
        quarter = quarter_of(quarter.day_after)
    quarter = first
    while today >= quarter.day_after + STATE_SETTLES_IN:
        yield Publication.STATE, quarter
        quarter = quarter_of(quarter.day_after)


def ends_its_year(quarter: Period) -> bool:
    return quarter.day_after == year_of(quarter.first_day).day_after


class NoSuchPeriod(ValueError):
    """It is written like none."""


def period_named(text: str) -> Period:
    """The period that is written so: 2026 or 2026-Q2."""
    year, dash, quarter = text.partition("-Q")
    is_number = len(year) == 4 and year.isascii() and year.isdigit() and year[0] != "0"
    if is_number and not dash:
        return Period(int(year), 1, PeriodKind.YEAR)
    if is_number and quarter in ("1", "2", "3", "4"):
        return Period(int(year), int(quarter) * 3 - 2, PeriodKind.QUARTER)
    raise NoSuchPeriod(text)
