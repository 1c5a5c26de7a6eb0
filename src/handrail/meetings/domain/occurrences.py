"""When a weekly meeting is held: on the clock of its own zone, as moments that every clock agrees on.

Moments are kept in UTC. Two times of one zone are compared by their wall clocks, and in the night in which the clock
is set back that is wrong by an hour.

In the two nights in which a clock is changed we do as calendars do (RFC 5545, section 3.3.5). A time that the clock
skips is read with the offset before: a meeting at 02:30 begins at 03:30. A time that comes twice is its first one. The
length is that of a watch: an hour lasts an hour.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, takewhile
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from handrail.meetings.domain.records import MOST_MINUTES

GRACE = timedelta(minutes=10)
"""So long after its beginning a meeting is still the next one: as in tsml-ui, whose `now_offset` is -10."""
OPEN_ROOM_MINUTES = 4 * 60
"""A room that is open so long is entered at any time. Product choice: nearly no meeting with a beginning is longer."""

DAYS_A_WEEK = 7
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """Weekdays are 0 (Sunday) to 6; `start` is on the clock of `zone`, an IANA name that exists."""

    weekdays: frozenset[int]
    start: time
    minutes: int
    zone: str

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(DAYS_A_WEEK)):
            raise ValueError("A weekly time has one weekday or more, of 0 (Sunday) to 6.")
        if not 1 <= self.minutes <= MOST_MINUTES:
            raise ValueError("A meeting lasts from a minute to a day.")

    @property
    def is_always_open(self) -> bool:
        return len(self.weekdays) == DAYS_A_WEEK and self.minutes == MOST_MINUTES

    @classmethod
    def of(cls, weekdays: Iterable[int | str], start: time | None, minutes: int, zone: str) -> Self | None:
        """As records ((1, 3)) and rows ("13") tell it; None by appointment."""
        days = frozenset(map(int, weekdays))
        return cls(days, start, minutes, zone) if days and start is not None else None


class Occurrence(NamedTuple):
    """One time that a meeting is held. Both moments are in UTC; `zone` is the meeting's own, to be named beside it."""

    start: datetime
    end: datetime
    zone: str

    @property
    def local_start(self) -> datetime:
        return self.start.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime:
        return self.end.astimezone(ZoneInfo(self.zone))

    def is_in_progress(self, at: datetime) -> bool:
        return self.start <= at < self.end


def occurrence_on(weekly: WeeklyTime, day: date) -> Occurrence:
    """The one that begins on a day of the meeting's own calendar, whatever its weekday."""
    start = datetime.combine(day, weekly.start, ZoneInfo(weekly.zone)).astimezone(UTC)
    return Occurrence(start, start + timedelta(minutes=weekly.minutes), weekly.zone)


def occurrences(weekly: WeeklyTime, *, after: datetime) -> Iterator[Occurrence]:
    """All that begin at a moment or after it, in order, without end."""
    since = aware(after)
    return dropwhile(lambda each: each.start < since, all_since(weekly, since.astimezone(ZoneInfo(weekly.zone)).date()))


def all_since(weekly: WeeklyTime, day: date) -> Iterator[Occurrence]:
    return (occurrence_on(weekly, each) for each in days_since(weekly, day))


def days_since(weekly: WeeklyTime, day: date) -> Iterator[date]:
    """The day before may still count: a time that the clock skips can begin beyond midnight."""
    day -= DAY
    while True:
        if weekday_of(day) in weekly.weekdays:
            yield day
        day += DAY


def next_occurrence(weekly: WeeklyTime, *, at: datetime) -> Occurrence:
    """The first that has not begun before."""
    return next(occurrences(weekly, after=at))


def next_day(weekly: WeeklyTime, *, at: datetime) -> date:
    """The day of its own calendar on which it next begins: what a calendar repeats, at `weekly.start`, from then on.
    `local_start` would not do: where the clock skips that hour, all later weeks would be told an hour late."""
    since = aware(at)
    days = days_since(weekly, since.astimezone(ZoneInfo(weekly.zone)).date())
    return next(day for day in days if occurrence_on(weekly, day).start >= since)


def occurrence_in_progress(weekly: WeeklyTime, *, at: datetime) -> Occurrence | None:
    """The one that is held now. Of two (a daily meeting of 24 hours on a day of 23) that which began last."""
    begun = takewhile(lambda each: each.start <= at, occurrences(weekly, after=at - timedelta(minutes=weekly.minutes)))
    return max((each for each in begun if each.is_in_progress(at)), default=None)


def occurrence_to_join(weekly: WeeklyTime, *, at: datetime, grace: timedelta = GRACE) -> Occurrence:
    """The one to go to: just begun, or an open room, or else the next."""
    return next(each for each in still_held(weekly, at) if can_be_joined(each, at=at, grace=grace))


def occurrences_to_join(weekly: WeeklyTime, *, at: datetime, grace: timedelta = GRACE) -> tuple[Occurrence, ...]:
    """The one to go to of each of its weekdays, in order: what a choice of days is made from."""
    each_day = (
        occurrence_to_join(WeeklyTime(frozenset({day}), weekly.start, weekly.minutes, weekly.zone), at=at, grace=grace)
        for day in weekly.weekdays
    )
    return tuple(sorted(each_day))


def still_held(weekly: WeeklyTime, at: datetime) -> Iterator[Occurrence]:
    since = whole_second(at) - timedelta(minutes=weekly.minutes)
    return (each for each in occurrences(weekly, after=since) if each.end > at)


def can_be_joined(occurrence: Occurrence, *, at: datetime, grace: timedelta = GRACE) -> bool:
    """Parts of a second do not count: ten minutes after is ten minutes after."""
    moment = whole_second(at)
    if moment >= occurrence.end:
        return False
    return occurrence.start >= moment - grace or is_open_room(occurrence)


def is_open_room(occurrence: Occurrence) -> bool:
    return occurrence.end - occurrence.start >= timedelta(minutes=OPEN_ROOM_MINUTES)


def minutes_until(occurrence: Occurrence, *, at: datetime) -> int:
    """As in "in 40 minutes"; 0 once it has begun. A begun minute counts whole: nobody is told "in 0 minutes"."""
    seconds = (occurrence.start - aware(at)).total_seconds()
    return max(0, -int(-seconds // 60))


def weekday_of(day: date) -> int:
    """0 is Sunday."""
    return day.isoweekday() % DAYS_A_WEEK


def whole_second(at: datetime) -> datetime:
    return aware(at).replace(microsecond=0)


def aware(at: datetime) -> datetime:
    """In UTC. A moment without a zone is none: it would be taken for one in the zone of this machine."""
    if at.tzinfo is None:
        raise ValueError("A moment needs a zone.")
    return at.astimezone(UTC)
