"""When each weekly time of the index begins next, worked out by the rules of the domain ahead of who asks.

A clock is changed twice a year, and then a time of the week is another moment: sums with the offset of today would be
wrong for the days after. So the moments themselves are kept, of each distinct time and not of each meeting: some
thousand, good for five days, made anew each day behind those who search.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import islice
from typing import NamedTuple

import numpy as np

from handrail.directory.index.pace import Breathe, at_once
from handrail.meetings.domain.occurrences import WeeklyTime, occurrences

DAY_SECONDS = 86_400
GOOD_FOR_DAYS = 5  # a meeting of 24 hours may have begun the day before; six days later all firsts may be over
MOST_KEPT = 4  # somebody plans for another week
NEVER = 2**62  # of what has no time: later than every moment, and far enough from the largest number to add to
TIMES_PER_STEP = 16


class SlotTime(NamedTuple):
    """One weekday's beginning in one zone: what many meetings share."""

    zone: str
    weekday: int
    start: time


@dataclass(frozen=True, slots=True)
class Almanac:
    """The first two beginnings of each time since the day before `day` (days since 1970 in UTC), in seconds.

    The last entry is that of what has no time.
    """

    day: int
    first: np.ndarray
    second: np.ndarray

    def covers(self, moment: int) -> bool:
        return 0 <= moment // DAY_SECONDS - self.day < GOOD_FOR_DAYS

    def starts(self, times: np.ndarray, since: np.ndarray | int) -> np.ndarray:
        """Of each of the times (by number) the first beginning that is not before `since`."""
        first = self.first.take(times)
        return np.where(first >= since, first, self.second.take(times))


class Almanacs:
    """Those that are kept for one index, the newest first. They are swapped whole, so nobody waits to read them."""

    def __init__(self, times: Sequence[SlotTime]) -> None:
        self.times = tuple(times)
        self._kept: tuple[Almanac, ...] = ()
        self._making = threading.Lock()

    def at(self, moment: int) -> Almanac:
        """The one that covers a moment (in seconds since 1970); made now if there is none."""
        kept = self._covering(moment)
        if kept is None:
            with self._making:
                kept = self._covering(moment) or self._made(moment // DAY_SECONDS, at_once)
        return kept

    def is_aging(self, moment: int) -> bool:
        """Nobody waits yet, but will, unless the next one is made."""
        return all(kept.day != moment // DAY_SECONDS for kept in self._kept)

    def renew(self, moment: int, breathe: Breathe) -> None:
        """One thread makes it; another that comes meanwhile goes its way."""
        if not self._making.acquire(blocking=False):
            return
        try:
            if self.is_aging(moment):
                self._made(moment // DAY_SECONDS, breathe)
        finally:
            self._making.release()

    def _covering(self, moment: int) -> Almanac | None:
        return next((kept for kept in self._kept if kept.covers(moment)), None)

    def _made(self, day: int, breathe: Breathe) -> Almanac:
        made = almanac_of(self.times, day, breathe)
        self._kept = (made, *self._kept[: MOST_KEPT - 1])
        return made


def almanac_of(times: Sequence[SlotTime], day: int, breathe: Breathe = at_once) -> Almanac:
    since = datetime.fromtimestamp((day - 1) * DAY_SECONDS, UTC)
    moments = np.full((2, len(times) + 1), NEVER, dtype=np.int64)
    for number, slot in enumerate(times):
        moments[:, number] = first_two(slot, since)
        if number % TIMES_PER_STEP == 0:
            breathe()
    moments.setflags(write=False)
    return Almanac(day, *moments)


def first_two(slot: SlotTime, since: datetime) -> list[int]:
    weekly = WeeklyTime(frozenset({slot.weekday}), slot.start, 1, slot.zone)
    return [int(each.start.timestamp()) for each in islice(occurrences(weekly, after=since), 2)]
