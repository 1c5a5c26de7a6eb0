"""When a place is open: read as somebody types it, checked, and kept as one line.

It is kept as "mon-fri 08:00-16:30; sat 09:00-12:00". Times are wall times at the place. A day without a
time is closed. Midnight as a closing time is the end of that day, so that a place open day and night is open from 00:00
to 00:00. Where hours vary, the line says so and nothing else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from handrail.web.translation import mark

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPANISH = dict(zip(("lun", "mar", "mie", "jue", "vie", "sab", "dom"), DAYS, strict=True))
ACCENTS = str.maketrans("áéíóú", "aeiou")
VARY = "vary"
VARY_TYPED = {VARY, "varia", "varian"}
END_OF_DAY = 24 * 60
MOST_SPANS = 2  # closed at midday. Product choice, which also keeps the line under 255 signs
DASH = re.compile(r"\s*[-\N{EN DASH}]\s*")
TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(?:([ap])\.?\s*m\.?)?", re.IGNORECASE)


class Span(NamedTuple):
    """Minutes of the day."""

    opens: int
    closes: int


Week = Mapping[str, tuple[Span, ...]]


class Run(NamedTuple):
    """Days after one another with the same hours."""

    first: str
    last: str
    spans: tuple[Span, ...]


class HoursRefused(ValueError):
    """The message may be shown to the person who types them."""


NO_DAY = mark("Write each day as mon, tue, wed, thu, fri, sat or sun.")
NO_TIME = mark("Write each time as 8:00 or 4:30 pm, opening and closing.")
BOTH = mark("Say times, or that the hours vary: not both.")
NO_HOURS = mark("Say at least one day and its times, or that the hours vary.")
BACKWARDS = mark("Closing comes after opening. Open past midnight? End the day at 12 am, and begin the next at 12 am.")
OVERLAP = mark("Two times of the same day overlap.")
TOO_MANY = mark("A day has at most two times: before and after midday.")


def kept_hours(text: str) -> str:
    """The line as it is kept, or HoursRefused."""
    parts = {part.strip().lower().translate(ACCENTS) for part in text.split(";")}
    if parts & VARY_TYPED and len(parts) > 1:
        raise HoursRefused(BOTH)
    return VARY if parts & VARY_TYPED else as_line(read_week(text))


def read_week(text: str) -> Week:
    """From "mon-fri 8:00-16:30; sat 9 am-12 pm", in any order. Raises HoursRefused."""
    week: dict[str, list[Span]] = {}
    plain = DASH.sub("-", text.lower())
    for part in filter(None, (each.strip() for each in plain.split(";"))):
        names, _, times = part.partition(" ")
        days, spans = read_days(names), [read_span(each) for each in times.split(",")]
        for day in days:
            week.setdefault(day, []).extend(spans)
    if not week:
        raise HoursRefused(NO_HOURS)
    return {day: checked_day(week[day]) for day in DAYS if day in week}


def read_days(text: str) -> tuple[str, ...]:
    """One day, or all from one to another: sat-mon goes over the end of the week."""
    names = [SPANISH.get(name.translate(ACCENTS), name) for name in text.split("-")]
    if len(names) > 2 or any(name not in DAYS for name in names):
        raise HoursRefused(NO_DAY)
    first, last = DAYS.index(names[0]), DAYS.index(names[-1])
    return tuple(DAYS[(first + each) % 7] for each in range((last - first) % 7 + 1))


def read_span(text: str) -> Span:
    opens, _, closes = text.partition("-")
    span = Span(read_time(opens), read_closing(closes))
    if span.closes <= span.opens:
        raise HoursRefused(BACKWARDS)
    return span


def read_closing(text: str) -> int:
    """The end of a day is written in several ways, all of which people mean as midnight."""
    if text.strip() in ("24", "24:00"):
        return END_OF_DAY
    minutes = read_time(text)
    return END_OF_DAY if minutes in (0, END_OF_DAY - 1) else minutes


def read_time(text: str) -> int:
    found = TIME.fullmatch(text.strip())
    if found is None:
        raise HoursRefused(NO_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        raise HoursRefused(NO_TIME)
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return hour * 60 + minute


def checked_day(spans: Iterable[Span]) -> tuple[Span, ...]:
    ordered = sorted(spans)
    if any(later.opens < earlier.closes for earlier, later in pairwise(ordered)):
        raise HoursRefused(OVERLAP)
    if len(ordered) > MOST_SPANS:
        raise HoursRefused(TOO_MANY)
    return tuple(ordered)


def runs_of(week: Week) -> list[Run]:
    """From Monday on."""
    runs: list[Run] = []
    for day in (each for each in DAYS if each in week):
        follows = bool(runs) and DAYS.index(day) == DAYS.index(runs[-1].last) + 1
        if follows and runs[-1].spans == week[day]:
            runs[-1] = runs[-1]._replace(last=day)
        else:
            runs.append(Run(day, day, week[day]))
    return runs


def as_line(week: Week) -> str:
    return "; ".join(f"{days_typed(run)} {','.join(span_typed(span) for span in run.spans)}" for run in runs_of(week))


def days_typed(run: Run) -> str:
    return run.first if run.first == run.last else f"{run.first}-{run.last}"


def span_typed(span: Span) -> str:
    return f"{time_typed(span.opens)}-{time_typed(span.closes)}"


def time_typed(minutes: int) -> str:
    """The end of a day is written 00:00, as a time field of a browser has it."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def closed_days(week: Week) -> Sequence[str]:
    return [day for day in DAYS if day not in week]
