"""Who leaves prison on a known day: the nearer it is, the shorter the limits. The first days out are the deadliest.

Binswanger and others, N Engl J Med 2007;356:157: in the first two weeks after release the risk of death by overdose was
129 times that of others of their age, sex and race. Check the figure before a page quotes it.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handrail.referrals.domain.needs import Urgency

TIGHTENS: tuple[tuple[timedelta, Urgency], ...] = (
    (timedelta(days=1), Urgency.NOW),  # tomorrow, today, or already out
    (timedelta(days=7), Urgency.TODAY),
)
"""From so many days before the day. Product choice: a week has the working days in which a program can still answer."""

TIGHT_AFTER = timedelta(days=14)
"""The two weeks of the figure above. Later the person waits as anybody does, and nobody is called each half hour."""

PREPARED = timedelta(days=28)
"""So long before the day somebody must have gone on with what was written early. Product choice: four weeks to ask."""

ON_A_LIST = timedelta(days=1)
"""Who stands on a list while the day is near is looked after each day, not each week and not each half hour."""

OLDER = tuple(Urgency)


def urgency_near(urgency: Urgency, *, release_on: date | None, on: date) -> Urgency:
    """Never slower than what the sender said."""
    if release_on is None or not is_near(release_on, on=on):
        return urgency
    near = next((tight for before, tight in TIGHTENS if release_on - on <= before), urgency)
    return min(urgency, near, key=OLDER.index)


def first_called(release_on: date, *, zone: str) -> datetime:
    """Before this, nobody is called about a release that nobody has been asked for yet."""
    return datetime.combine(release_on - PREPARED, time(0), tzinfo=ZoneInfo(zone))


def is_near(release_on: date, *, on: date) -> bool:
    """From a week before to two weeks after."""
    return -TIGHT_AFTER <= release_on - on <= max(before for before, _ in TIGHTENS)


class Ahead(StrEnum):
    """How far ahead somebody comes, as a question may say it: a span, and no day that could point to them (S21)."""

    ONE_WEEK = "one_week"
    TWO_WEEKS = "two_weeks"
    ONE_MONTH = "one_month"
    LATER = "later"


BEGINS_AFTER: dict[Ahead, timedelta] = {
    Ahead.ONE_WEEK: timedelta(days=7),
    Ahead.TWO_WEEKS: timedelta(days=14),
    Ahead.ONE_MONTH: timedelta(days=31),
    Ahead.LATER: timedelta(days=61),
}
IS_OVER_AFTER: dict[Ahead, timedelta] = {
    Ahead.ONE_WEEK: timedelta(days=14),
    Ahead.TWO_WEEKS: timedelta(days=31),
    Ahead.ONE_MONTH: timedelta(days=61),
    Ahead.LATER: timedelta(days=181),
}
"""Spans of at least a week: "today or tonight", which a question says too, is a finer one. Product choice."""


def ahead_of(release_on: date | None, *, on: date) -> Ahead | None:
    """None within a week, when they come in the next days as others do."""
    if release_on is None:
        return None
    return next((span for span in reversed(Ahead) if release_on - on >= BEGINS_AFTER[span]), None)
