"""How far a zone's clock is from UTC over some days, and when that changes."""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


class OffsetFrom(NamedTuple):
    """From this moment on (the first of them: before it as well) the clock is so far ahead of UTC."""

    since: datetime
    offset: timedelta


def offsets_between(zone: str, first: datetime, last: datetime) -> tuple[OffsetFrom, ...]:
    """One, and one more for each change between two moments in UTC. No clock is changed twice in a day."""
    clock, found = ZoneInfo(zone), [OffsetFrom(first, offset_at(ZoneInfo(zone), first))]
    while first < last:
        then = min(first + DAY, last)
        if (offset := offset_at(clock, then)) != found[-1].offset:
            found.append(OffsetFrom(change_between(clock, first, then), offset))
        first = then
    return tuple(found)


def change_between(clock: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second of the new offset."""
    old = offset_at(clock, before)
    while after - before > SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if offset_at(clock, middle) == old else (before, middle)
    return after


def offset_at(clock: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(clock).utcoffset() or timedelta()
