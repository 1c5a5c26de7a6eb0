"""Times of day and lengths of meetings, however a feed writes them."""

import re
from dataclasses import dataclass
from datetime import time

from handrail.meetings.domain.records import DEFAULT_MINUTES, MOST_MINUTES

DOUBTED_FROM = 4 * 60
"""A meeting that ends after midnight is usual; one that then lasts longer than this is told to who keeps the feed."""

HALF_A_DAY = 12 * 60
LONGEST = 24  # characters; "11:00:00.000 p.m." has 17
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::\d{2}(?:\.\d{1,6})?)?\s*(?:(?P<half>[ap])\.?\s?m\.?)?", re.ASCII
)
FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})", re.ASCII)
DURATION = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
WORDS = {"noon": time(12), "12 noon": time(12), "midday": time(12)}


@dataclass(frozen=True, slots=True)
class Clock:
    """`next_day`: 24:00 is the first minute of the day after the one that is named."""

    at: time
    next_day: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """`is_doubted`: kept or put right, and to be reported."""

    minutes: int
    is_doubted: bool = False


def read_clock(text: str) -> Clock | None:
    """18:00, 18:00:00, 6:00 PM, 6pm, 6.30 p.m., 18h30, 1800, 24:00, noon; None for what is no time of day.

    "midnight" is none: nobody can say which of two it is.
    """
    text = text.strip().casefold()[: LONGEST + 1]
    if text in WORDS:
        return Clock(WORDS[text])
    if digits := FOUR_DIGITS.fullmatch(text):
        return on_the_clock(int(digits[1]), int(digits[2]))
    found = CLOCK.fullmatch(text)
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return on_the_clock(hour, minute) if found["half"] is None else by_halves(hour, minute, found["half"])


def on_the_clock(hour: int, minute: int) -> Clock | None:
    if hour > 24 or minute > 59:
        return None
    return Clock(time(hour % 24, minute), next_day=hour == 24)


def by_halves(hour: int, minute: int, half: str) -> Clock | None:
    """13:00 PM means 13:00; 13:00 AM means nothing."""
    if half == "a" and hour > 12:
        return None
    if hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return on_the_clock(hour, minute) if hour < 24 else None


def length_between(start: time, end: time, *, default: int = DEFAULT_MINUTES) -> Length:
    """Past midnight when it ends before it starts.

    Where that makes more than half a day, a digit or a half of the day was mistyped (17:30 to 16:30, 12:15 to 01:15):
    read by the other half of the day if that gives a usual length, else as the default.
    """
    minutes = (minutes_of(end) - minutes_of(start)) % MOST_MINUTES
    if minutes == 0:
        return Length(default, is_doubted=True)
    if end > start or minutes <= DOUBTED_FROM:
        return Length(minutes)
    if minutes <= HALF_A_DAY:
        return Length(minutes, is_doubted=True)
    by_other_half = minutes - HALF_A_DAY
    return Length(by_other_half if by_other_half <= DOUBTED_FROM else default, is_doubted=True)


def minutes_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def clock_after(start: time, minutes: int) -> time:
    return time(*divmod((minutes_of(start) + minutes) % MOST_MINUTES, 60))


def read_duration(text: str) -> int | None:
    """Minutes of 01:30:00, 1:30, 90 or 90.0; None where it is nothing, or longer than a day."""
    text = text.strip()[: LONGEST + 1]
    if found := DURATION.fullmatch(text):
        minutes = int(found[1]) * 60 + int(found[2])
    elif whole := re.fullmatch(r"(\d{1,4})(?:\.0+)?", text, re.ASCII):
        minutes = int(whole[1])
    else:
        return None
    return minutes if 1 <= minutes <= MOST_MINUTES else None
