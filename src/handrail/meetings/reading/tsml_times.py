"""When a row of a Meeting Guide feed takes place: days, start, length, and when the row was last changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from handrail.kernel.text_folding import fold
from handrail.meetings.domain.records import DEFAULT_MINUTES
from handrail.meetings.reading.clocks import Clock, clock_after, length_between, read_clock, read_duration
from handrail.meetings.reading.plain_text import as_text
from handrail.meetings.reading.row_notes import RowNotes, RowRefused, quoted, shown

NAMES = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
EN_ESPANOL = ("domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado")
DAYS = (
    {name: day for names in (NAMES, EN_ESPANOL) for day, name in enumerate(names)}
    | {f"{name}s": day for day, name in enumerate(NAMES)}
    | {name[:3]: day for day, name in enumerate(NAMES)}
    | {"tues": 2, "wednes": 3, "weds": 3, "thur": 4, "thurs": 4}
)
EVERY_DAY = frozenset({"daily", "every day", "everyday"})
MOST_PARTS = 14


@dataclass(frozen=True, slots=True)
class When:
    weekdays: tuple[int, ...]
    start: time | None
    minutes: int


def when_of(fields: Mapping[str, Any], notes: RowNotes) -> When:
    days = days_of(fields.get("day"), notes)
    start = clock_of("time", fields.get("time"), notes)
    if not days or start is None:
        return by_appointment(fields, notes)
    if start.next_day:
        days = tuple(sorted((day + 1) % 7 for day in days))
        notes.note("day", fields["day"], f"{', '.join(map(str, days))}, as 24:00 begins the next day")
    return When(days, start.at, minutes_of(fields, start.at, notes))


def by_appointment(fields: Mapping[str, Any], notes: RowNotes) -> When:
    """Without a day and a time. One of them alone says too little to be shown."""
    for name in ("day", "time"):
        if name in fields:
            notes.note(name, fields[name], "by appointment, as a day needs a time and a time a day")
    return When((), None, read_duration(as_text(fields.get("duration"))) or DEFAULT_MINUTES)


def days_of(value: Any, notes: RowNotes) -> tuple[int, ...]:
    if value is None:
        return ()
    parts = value if isinstance(value, list) else [value]
    if isinstance(value, str):
        parts = [part for part in re.split(r"[,;/&]", value.strip().strip("[]")[:200]) if part.strip()]
    found = {day for part in parts[:MOST_PARTS] for day in days_in(part)}
    days = tuple(sorted(found))
    if not is_as_specified(value, days, notes):
        notes.note("day", quoted(value), ", ".join(map(str, days)))
    return days


def days_in(part: Any) -> tuple[int, ...]:
    """7 is Sunday: lists that count Monday as 1 write it so, and no list has eight days."""
    text = fold(as_text(part).strip("\"' ."))
    if text in EVERY_DAY:
        return tuple(range(7))
    if len(text) == 1 and text.isascii() and text.isdigit() and int(text) <= 7:
        return (int(text) % 7,)
    if text not in DAYS:
        raise RowRefused(f"Its day cannot be read: {shown(part)}.")
    return (DAYS[text],)


def is_as_specified(value: Any, days: tuple[int, ...], notes: RowNotes) -> bool:
    """A number, or a list of several. In a table both are words, and days have names."""
    if notes.is_table:
        return "7" not in as_text(value)
    if isinstance(value, list):
        return len(value) > 1 and all(type(day) is int for day in value) and set(value) == set(days)
    return type(value) is int and (value,) == days


def clock_of(name: str, value: Any, notes: RowNotes) -> Clock | None:
    if value is None:
        return None
    text = as_text(value).strip()
    clock = read_clock(text)
    if clock is None and name == "time":
        raise RowRefused(f"Its time cannot be read: {shown(value)}.")
    if clock is None or text != f"{clock.at:%H:%M}":
        notes.note(name, value, f"{clock.at:%H:%M}" if clock else "left out")
    return clock


def minutes_of(fields: Mapping[str, Any], start: time, notes: RowNotes) -> int:
    """From the end; else from `duration`, which online intergroups write; else an hour.

    A duration that leads to that same end tells what the end cannot: that a meeting lasts for most of a day.
    """
    told = read_duration(as_text(fields.get("duration")))
    if end := clock_of("end_time", fields.get("end_time"), notes):
        if told and clock_after(start, told) == end.at:
            return told
        length = length_between(start, end.at)
        if length.is_doubted:
            notes.note("end_time", f"{start:%H:%M} to {end.at:%H:%M}", f"{length.minutes} minutes")
        return length.minutes
    if "duration" not in fields:
        return DEFAULT_MINUTES
    if told is None:
        notes.note("duration", fields["duration"], f"{DEFAULT_MINUTES} minutes")
    return told or DEFAULT_MINUTES
