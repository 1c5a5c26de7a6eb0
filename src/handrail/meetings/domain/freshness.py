"""Whether a meeting is still held, as far as anybody knows. A doubt marks it; nothing here takes it off a list.

All numbers are product choices.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handrail.meetings.domain.list_age import OLD_AFTER
from handrail.meetings.domain.reports import DOUBTING, Answer, Said

CONFIRMED_DAYS = 92  # since somebody saw it: a season
WRITTEN_DAYS = 183  # since its body last wrote its row: lists are looked through about twice a year
LIST_IS_OLD_DAYS = OLD_AFTER.days  # since its list was last read whole: what nobody reads confirms nothing
DOUBTED_DAYS = 2  # on which people found nobody, since somebody last saw it or its list was put right
DOUBT_LASTS_DAYS = 120


class Freshness(StrEnum):
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`answer` is what most of the days said, of two alike the milder: a group that moved can be found."""

    answer: Answer
    days: int
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """The newest day of each kind; None where there was none."""

    seen_by_people: date | None = None
    written_upstream: date | None = None
    last_in_list: date | None = None
    doubt: Doubt | None = None


def doubt_of(said: Iterable[Said], *, since: date | None, today: date) -> Doubt | None:
    """Enough days `since` somebody last saw it, or its list came to say something else. A day on which one saw it and
    another did not is no doubt."""
    doubts = {
        one
        for one in said
        if one.answer in DOUBTING
        and is_within(one.day, DOUBT_LASTS_DAYS, today=today)
        and (since is None or one.day > since)
    }
    days = {one.day for one in doubts}
    if len(days) < DOUBTED_DAYS:
        return None
    moved = {one.day for one in doubts if one.answer is Answer.MOVED}
    answer = Answer.MOVED if 2 * len(moved) >= len(days) else Answer.NOBODY
    return Doubt(answer, len(days), max(days))


def freshness_of(sightings: Sightings, *, today: date) -> Freshness:
    if is_doubted(sightings, today=today):
        return Freshness.DOUBTED
    by_people = is_within(sightings.seen_by_people, CONFIRMED_DAYS, today=today)
    by_its_body = is_within(sightings.written_upstream, WRITTEN_DAYS, today=today) and is_within(
        sightings.last_in_list, LIST_IS_OLD_DAYS, today=today
    )
    return Freshness.CONFIRMED if by_people or by_its_body else Freshness.UNCONFIRMED


def is_doubted(sightings: Sightings, *, today: date) -> bool:
    """What was doubted before somebody saw it again, or long ago, is doubted no more."""
    doubt, seen = sightings.doubt, sightings.seen_by_people
    if doubt is None or (seen is not None and seen >= doubt.last):
        return False
    return is_within(doubt.last, DOUBT_LASTS_DAYS, today=today)


def confirmed_until(sightings: Sightings) -> date | None:
    """The newest day on which people or its body confirmed it."""
    known = (sightings.seen_by_people, sightings.written_upstream)
    return max((day for day in known if day is not None), default=None)


def is_within(day: date | None, days: int, *, today: date) -> bool:
    return day is not None and (today - day).days <= days
