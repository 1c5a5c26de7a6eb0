"""Opening hours as people read them: days that go together in one line, and the days that are closed."""

from collections.abc import Sequence

from handrail.directory.domain.opening_hours import (
    END_OF_DAY,
    VARY,
    Run,
    Span,
    closed_days,
    read_week,
    runs_of,
)
from handrail.web.translation import mark, translate

DAY_WORDS = {
    "mon": mark("Monday"),
    "tue": mark("Tuesday"),
    "wed": mark("Wednesday"),
    "thu": mark("Thursday"),
    "fri": mark("Friday"),
    "sat": mark("Saturday"),
    "sun": mark("Sunday"),
}
VARYING = mark("Hours vary: call first.")
DAYS_TO = mark("%(first)s to %(last)s")
FROM_TO = mark("%(opens)s to %(closes)s")
TWICE = mark("%(morning)s and %(afternoon)s")
ALL_DAY = mark("day and night")
CLOSED = mark("Closed: %(days)s")
MORNING, AFTERNOON = mark("%(time)s am"), mark("%(time)s pm")
NOON, MIDNIGHT = mark("noon"), mark("midnight")


def hours_told(line: str, language: str) -> tuple[str, ...]:
    """One text for each run of days, and one for the days that are closed. `line` is as it is kept."""
    if line == VARY:
        return (translate(VARYING, language),)
    week = read_week(line)
    open_days = tuple(run_told(run, language) for run in runs_of(week))
    closed = [translate(DAY_WORDS[day], language) for day in closed_days(week)]
    return (*open_days, translate(CLOSED, language, days=", ".join(closed))) if closed else open_days


def run_told(run: Run, language: str) -> str:
    days = translate(DAY_WORDS[run.first], language)
    if run.last != run.first:
        days = translate(DAYS_TO, language, first=days, last=translate(DAY_WORDS[run.last], language))
    days = days[:1].upper() + days[1:]  # Spanish writes them small, except where a line begins
    return f"{days}: {spans_told(run.spans, language)}"


def spans_told(spans: Sequence[Span], language: str) -> str:
    told = [span_told(span, language) for span in spans]
    return told[0] if len(told) == 1 else translate(TWICE, language, morning=told[0], afternoon=told[1])


def span_told(span: Span, language: str) -> str:
    if span == (0, END_OF_DAY):
        return translate(ALL_DAY, language)
    return translate(FROM_TO, language, opens=time_told(span.opens, language), closes=time_told(span.closes, language))


def time_told(minutes: int, language: str) -> str:
    if minutes % (12 * 60) == 0:
        return translate(NOON if minutes == 12 * 60 else MIDNIGHT, language)
    hour, minute = minutes // 60, minutes % 60
    half = MORNING if hour < 12 else AFTERNOON
    return translate(half, language, time=f"{hour % 12 or 12}:{minute:02}")
