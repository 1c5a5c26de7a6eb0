"""Which beginnings fall on the days and parts of the day that a reader chose, by the reader's own clock."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np

from handrail.meetings.domain.clock_changes import offsets_between
from handrail.meetings.domain.parts_of_day import PartOfDay, part_of_hour
from handrail.meetings.index.almanac import DAY_SECONDS, NEVER

HOURS_A_WEEK = 7 * 24
THURSDAY_HOURS = 4 * 24  # 1970 began on one
DAYS_AHEAD = 18  # an almanac reaches sixteen days


def falls_on(
    starts: np.ndarray, *, zone: str, day: int, weekdays: frozenset[int], parts: frozenset[PartOfDay]
) -> np.ndarray:
    """`starts` are of the almanac of a day; what has no time falls on none."""
    since, offsets = reader_offsets(zone, day)
    local = starts + (offsets[0] if len(offsets) == 1 else offsets.take(since.searchsorted(starts, side="right")))
    hours = (local // 3600 + THURSDAY_HOURS) % HOURS_A_WEEK
    return wanted_hours(weekdays, parts).take(hours) & (starts < NEVER)


@lru_cache(maxsize=256)
def reader_offsets(zone: str, day: int) -> tuple[np.ndarray, np.ndarray]:
    """The moments of changes, and the offset before, between and after them, in seconds."""
    first = datetime.fromtimestamp((day - 1) * DAY_SECONDS, UTC)
    known = offsets_between(zone, first, first + timedelta(days=DAYS_AHEAD))
    since = np.array([int(each.since.timestamp()) for each in known[1:]], dtype=np.int64)
    return since, np.array([int(each.offset.total_seconds()) for each in known], dtype=np.int64)


@lru_cache(maxsize=256)
def wanted_hours(weekdays: frozenset[int], parts: frozenset[PartOfDay]) -> np.ndarray:
    """For each hour of the week from Sunday's first. A choice left empty is all."""
    return np.array(
        [
            (not weekdays or hour // 24 in weekdays) and (not parts or part_of_hour(hour % 24) in parts)
            for hour in range(HOURS_A_WEEK)
        ]
    )
