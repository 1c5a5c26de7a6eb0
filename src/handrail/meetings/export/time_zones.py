"""Time zones as calendar files tell them (VTIMEZONE), for programs that do not know the zone by its name.

Written by hand: the library puts the beginning of summer time on the clock after the change, an hour late.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEARS = 10
MOST_ZONES = 200
STEP = timedelta(hours=12)


class Offset(NamedTuple):
    """What a clock shows: its distance from UTC, whether that is summer time, and how it is called."""

    of_utc: timedelta
    is_summer: bool
    name: str


@lru_cache(maxsize=MOST_ZONES)
def time_zone(name: str, year: int) -> Timezone:
    """All changes of the clock from the beginning of that year on, for ten years."""
    first, last = (datetime(each, 1, 1, tzinfo=UTC) for each in (year, year + YEARS))
    zone, described = ZoneInfo(name), Timezone()
    described.add("TZID", name)
    begin = offset_at(first, zone)
    described.add_component(observed(begin, begin, [(first + begin.of_utc).replace(tzinfo=None)]))
    onsets: dict[tuple[Offset, Offset], list[datetime]] = defaultdict(list)
    for at, before, after in changes(zone, first, last):
        onsets[before, after].append((at + before.of_utc).replace(tzinfo=None))
    for (before, after), moments in onsets.items():
        described.add_component(observed(before, after, moments))
    return described


def observed(before: Offset, after: Offset, onsets: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    """Each onset on the clock before the change (RFC 5545, 3.6.5)."""
    component = TimezoneDaylight() if after.is_summer else TimezoneStandard()
    component.add("DTSTART", onsets[0])
    component.add("TZOFFSETFROM", before.of_utc)
    component.add("TZOFFSETTO", after.of_utc)
    component.add("TZNAME", after.name)
    if onsets[1:]:
        component.add("RDATE", onsets[1:])
    return component


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, Offset, Offset]]:
    at = first
    while at < last:
        then = at + STEP
        if (before := offset_at(at, zone)) != (after := offset_at(then, zone)):
            yield moment_of_change(zone, at, then), before, after
        at = then


def moment_of_change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = offset_at(low, zone)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=1) // 2)
        low, high = (middle, high) if offset_at(middle, zone) == before else (low, middle)
    return high


def offset_at(moment: datetime, zone: ZoneInfo) -> Offset:
    local = moment.astimezone(zone)
    return Offset(local.utcoffset() or timedelta(), bool(local.dst()), local.tzname() or zone.key)
