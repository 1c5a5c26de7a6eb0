"""When one meeting is held: its rhythm, its next three times, and what time that is elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from handrail.meetings.domain.occurrences import (
    Occurrence,
    WeeklyTime,
    next_occurrence,
    occurrence_in_progress,
    occurrences,
)
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.wordings.days import date_told, hours_told
from handrail.meetings.wordings.rhythm import rhythm_told
from handrail.meetings.wordings.times import clock_told
from handrail.meetings.wordings.zones import zone_told
from handrail.web.translation import mark, translate

TIMES_SHOWN = 3
ELSEWHERE = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
"""Most readers of an online meeting live by one of these clocks."""
OTHER_CLOCK = mark("%(time)s %(zone)s")
ON_ANOTHER_DAY = mark("%(day)s, %(time)s %(zone)s")


@dataclass(frozen=True, slots=True)
class HeldOn:
    """One of its next times, as a line."""

    day: str
    hours: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Times:
    """`zone` names the meeting's own clock."""

    rhythm: str
    hours: str
    zone: str
    held_on: tuple[HeldOn, ...]
    elsewhere: tuple[str, ...]
    is_always_open: bool = False


def weekly_time(record: MeetingRecord) -> WeeklyTime | None:
    """None by appointment, and where it is not held now."""
    return None if record.venue == Venue.SUSPENDED else listed_time(record)


def listed_time(record: MeetingRecord) -> WeeklyTime | None:
    return WeeklyTime.of(record.weekdays, record.start, record.minutes, record.zone)


def now_or_next(weekly: WeeklyTime, at: datetime) -> Occurrence:
    """Also one that has begun long ago: who is late may still go in."""
    return occurrence_in_progress(weekly, at=at) or next_occurrence(weekly, at=at)


def times_of(record: MeetingRecord, language: str, *, at: datetime) -> Times:
    listed = listed_time(record)
    first = now_or_next(listed, at) if listed else None
    is_held = record.venue != Venue.SUSPENDED
    coming = tuple(islice(occurrences(listed, after=first.start), TIMES_SHOWN)) if listed and first and is_held else ()
    return Times(
        rhythm=rhythm_told(record.weekdays, language),
        hours=hours_told(listed, first.local_start, first.local_end, language) if listed and first else "",
        zone=zone_told(record.zone, language),
        held_on=tuple(held_on(each, listed, language, at=at) for each in coming if listed),
        elsewhere=other_clocks(coming[0], language) if coming and has_other_clocks(record, listed) else (),
        is_always_open=is_held and listed is not None and listed.is_always_open,
    )


def has_other_clocks(record: MeetingRecord, listed: WeeklyTime | None) -> bool:
    """A room has the clock on its wall, and what is always open needs none."""
    return record.venue != Venue.IN_PERSON and not (listed and listed.is_always_open)


def held_on(occurrence: Occurrence, weekly: WeeklyTime, language: str, *, at: datetime) -> HeldOn:
    starts, ends = occurrence.local_start, occurrence.local_end
    day, hours = date_told(starts.date(), language), hours_told(weekly, starts, ends, language)
    return HeldOn(day, hours, occurrence.is_in_progress(at))


def other_clocks(occurrence: Occurrence, language: str) -> tuple[str, ...]:
    """The next time on clocks that show another hour than its own."""
    own = occurrence.local_start
    locals_ = {zone: occurrence.start.astimezone(ZoneInfo(zone)) for zone in ELSEWHERE}
    return tuple(
        on_a_clock(local, zone, own, language)
        for zone, local in locals_.items()
        if local.utcoffset() != own.utcoffset()
    )


def on_a_clock(local: datetime, zone: str, own: datetime, language: str) -> str:
    time, name = clock_told(local, language), zone_told(zone, language)
    if local.date() == own.date():
        return translate(OTHER_CLOCK, language, time=time, zone=name)
    return translate(ON_ANOTHER_DAY, language, day=date_told(local.date(), language), time=time, zone=name)
