"""The stretches of time that numbers are published for: whole quarters and whole years, each once.

A window that slides by a day, or a table that is counted anew each day, tells the day's difference: one person. So a
period is published when it is over and its stories have ended, and what was published is kept and never counted anew.
A table is published by one kind of period alone, for four quarters beside their year are one more equation for
whoever subtracts. A year beside quarters may only be added up from what the quarters showed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# Who asked on the last day of a period still needs time to arrive. 45 CFR 96.126(b)(1) gives 14 days to an admission,
# and 30 days is how long a consent to a referral lasts at first (S20). Product choice: the longer of the two.
SETTLES_IN: Final = timedelta(days=30)


class PeriodKind(StrEnum):
    """How long one is. No week and no month: most programs have too few people in them. Product choice."""

    QUARTER = "quarter"
    YEAR = "year"


FIRST_MONTHS: Final[dict[PeriodKind, tuple[int, ...]]] = {
    PeriodKind.QUARTER: (1, 4, 7, 10),
    PeriodKind.YEAR: (1,),
}


class PeriodRefused(Exception):
    """The message may be shown to the person who asked."""


@dataclass(frozen=True, order=True)
class Period:
    """`first_month` is where it begins; every day lies in one period of each kind."""

    year: int
    first_month: int
    kind: PeriodKind

    def __post_init__(self) -> None:
        if self.first_month not in FIRST_MONTHS[self.kind]:
            raise PeriodRefused(f"No {self.kind} begins in month {self.first_month}.")

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        return f"{self.year}-Q{self.first_month // 3 + 1}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def day_after(self) -> date:
        months = 12 // len(FIRST_MONTHS[self.kind])
        months_on = self.first_month + months
        return date(self.year + 1, 1, 1) if months_on > 12 else date(self.year, months_on, 1)


def quarter_of(day: date) -> Period:
    return Period(day.year, (day.month - 1) // 3 * 3 + 1, PeriodKind.QUARTER)


def year_of(day: date) -> Period:
    return Period(day.year, 1, PeriodKind.YEAR)


def quarters_of(year: Period) -> tuple[Period, ...]:
    return tuple(Period(year.year, month, PeriodKind.QUARTER) for month in FIRST_MONTHS[PeriodKind.QUARTER])


def is_in(day: date, period: Period) -> bool:
    return period.first_day <= day < period.day_after


def is_over(period: Period, *, today: date) -> bool:
    return today >= period.day_after


def may_be_published(period: Period, *, today: date) -> bool:
    """Over, and its stories have had time to end."""
    return today >= period.day_after + SETTLES_IN
