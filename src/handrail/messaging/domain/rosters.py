"""Who is there, and when: the hours of a roster and the clock of a page (P10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handrail.kernel.refused_fields import FieldRefused
from handrail.web.translation import mark

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SKEW = timedelta(minutes=1)
REFERRALS = "referrals"  # the promise that no referral ends by silence: its roster is called in the end

Span = tuple[time, time]


@dataclass(frozen=True)
class Hours:
    """Wall times of one zone, day by day. A span that ends before it begins goes over midnight."""

    zone: str
    week: Mapping[str, Sequence[Span]]


UNREADABLE = mark("Write the hours of a day like 09:00-17:00, or leave it empty.")
UNKNOWN_ZONE = mark("Choose a time zone from the list.")


class HoursRefused(FieldRefused, ValueError):
    """The message may be shown to the operator."""


def read_hours(zone: str, week: Mapping[str, Sequence[Sequence[str]]]) -> Hours:
    """From `{"mon": [["09:00", "17:00"]]}`, as a roster keeps them."""
    if unknown := set(week) - set(DAYS):
        raise HoursRefused(f"A week has no day called {min(unknown)}.")
    try:
        ZoneInfo(zone)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise HoursRefused(UNKNOWN_ZONE, "zone") from error
    return Hours(zone, {day: read_day(day, spans) for day, spans in week.items()})


def read_day(day: str, spans: Sequence[Sequence[str]]) -> list[Span]:
    try:
        return [read_span(*span) for span in spans]
    except (TypeError, ValueError) as error:
        raise HoursRefused(UNREADABLE, f"hours-{day}") from error


def read_span(begin: str, end: str) -> Span:
    """24:00 is the end of the day."""
    span = time.fromisoformat(begin), time() if end == "24:00" else time.fromisoformat(end)
    if any(each.tzinfo for each in span):
        raise ValueError("a wall time has no zone")
    return span


def is_staffed(hours: Hours, *, at: datetime) -> bool:
    """By the wall clock of the roster: the hour that comes twice in autumn is staffed twice, the lost one never."""
    local = at.astimezone(ZoneInfo(hours.zone))
    now, today = local.time(), local.weekday()
    begun = any(begin <= now and (now < end or end <= begin) for begin, end in hours.week.get(DAYS[today], ()))
    over_midnight = any(end <= begin and now < end for begin, end in hours.week.get(DAYS[today - 1], ()))
    return begun or over_midnight


class PageState(StrEnum):
    """Where a page stands."""

    CALLED = "called"  # the members were told, and the clock runs
    ESCALATED = "escalated"  # nobody answered in time: the deputy was told, and a second clock runs
    ACKNOWLEDGED = "acknowledged"
    MISSED = "missed"  # nor did the deputy: shown to operators until somebody answers

    @property
    def is_open(self) -> bool:
        return self is not PageState.ACKNOWLEDGED


AFTER_SILENCE: dict[PageState, PageState] = {
    PageState.CALLED: PageState.ESCALATED,
    PageState.ESCALATED: PageState.MISSED,
}


def after_calling_deputies(called: int) -> PageState:
    """Nobody waits for a deputy who is gone: the call stands in the open at once."""
    return PageState.ESCALATED if called else PageState.MISSED


def is_clock_out(*, since: datetime, minutes: int, at: datetime) -> bool:
    """A page written in the future was written before the clock was moved back: nobody waits for it to come round."""
    return at >= since + timedelta(minutes=minutes) or since > at + SKEW


def minutes_since(moment: datetime, *, at: datetime) -> int:
    """Whole minutes somebody has waited; none where the clock was moved back."""
    return max(0, int((at - moment).total_seconds() // 60))


def as_typed(spans: Sequence[Sequence[str]]) -> str:
    """The hours of a day as an operator types them: "09:00-12:00, 13:00-17:00"."""
    return ", ".join(f"{begin}-{end}" for begin, end in spans)


def read_typed(text: str, *, field: str = "") -> list[list[str]]:
    """Raises `HoursRefused` for what is no pair of times."""
    spans = [[time.strip() for time in part.split("-")] for part in text.split(",") if part.strip()]
    if any(len(span) != 2 for span in spans):
        raise HoursRefused(UNREADABLE, field)
    return spans
