"""Each day of each weekly meeting as columns, in the order in which BMLT servers answer.

They are what a search compares where no place narrows it: a look at every row of the database would take as long for
one meeting as for all.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, NamedTuple

import numpy as np

from handrail.meetings.export.bmlt import meeting_id
from handrail.meetings.export.queries import Hit


class Told(NamedTuple):
    """What meetings say of a format: the key that a BMLT server's feed writes, or one of our own formats (feed 0)."""

    feed: int
    key: str
    world_id: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class DayColumns:
    """A row for each day. Columns hold numbers of what stands once in `feeds`, `venues` and `clocks`."""

    revision: int
    numbers: np.ndarray
    weekdays: np.ndarray
    starts: np.ndarray
    minutes: np.ndarray
    feed_numbers: np.ndarray
    venue_numbers: np.ndarray
    feeds: tuple[int, ...]
    venues: tuple[str, ...]
    clocks: tuple[time, ...]  # the earliest first: their numbers are in order as well
    texts: Mapping[str, np.ndarray]  # by field, the place of each row's text among all, capitals or not
    holders: Mapping[Told, np.ndarray]  # the rows that say it
    ours: tuple[Told, ...]  # of these, those that no BMLT server wrote

    @property
    def size(self) -> int:
        return len(self.numbers)

    def every_row(self) -> np.ndarray:
        return np.ones(self.size, dtype=bool)

    def of_feeds(self, known: Collection[int]) -> np.ndarray:
        return chosen(self.feeds, self.feed_numbers, lambda feed: feed in known)

    def at_venues(self, venues: Collection[str]) -> np.ndarray:
        return chosen(self.venues, self.venue_numbers, lambda venue: venue in venues)

    def on_days(self, days: Collection[int]) -> np.ndarray:
        return chosen(range(7), self.weekdays, lambda day: day in days)

    def at_clocks(self, passes: Callable[[time], bool]) -> np.ndarray:
        return chosen(self.clocks, self.starts, passes)

    def ends(self) -> np.ndarray:
        """In minutes since midnight; past midnight they go on counting."""
        begins = np.array([clock.hour * 60 + clock.minute for clock in self.clocks], dtype=np.int32)
        return begins.take(self.starts) + self.minutes

    def saying_any(self, told: Collection[Told]) -> np.ndarray:
        rows = np.zeros(self.size, dtype=bool)
        for each in told:
            if each in self.holders:
                rows[self.holders[each]] = True
        return rows

    def ids(self, rows: np.ndarray) -> np.ndarray:
        return meeting_id(self.numbers.take(rows), self.weekdays.take(rows))  # type: ignore[arg-type, return-value]

    def hits(self, rows: np.ndarray) -> list[Hit]:
        columns = (self.numbers, self.weekdays, self.starts, self.minutes)
        told = zip(*(column.take(rows).tolist() for column in columns), strict=True)
        return [Hit(number, day, self.clocks[start], minutes) for number, day, start, minutes in told]


def chosen(values: Any, numbers: np.ndarray, passes: Callable[[Any], bool]) -> np.ndarray:
    """Each value is asked once, and its rows have the answer."""
    return np.array([passes(value) for value in values], dtype=bool).take(numbers)
