"""Moments and hours as a person reads them, by the wall clock of the place they are about."""

from collections.abc import Sequence
from datetime import datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from handrail.directory.domain.opening_hours import END_OF_DAY, Span
from handrail.directory.opening_hours_words import DAY_WORDS, DAYS_TO, spans_told, time_told
from handrail.messaging.domain.rosters import DAYS, Hours
from handrail.web.formats import format_date, in_one_line
from handrail.web.time_zones import zone_within
from handrail.web.translation import mark, translate

MIDNIGHT = mark("%(weekday)s, %(day)s, midnight, as that day begins (%(zone)s)")  # else people come a day late
MOMENT = mark("%(weekday)s, %(day)s, %(time)s (%(zone)s)")
DAY_AND_HOURS = mark("%(day)s: %(hours)s")


def moment_told(moment: datetime, *, zone: str, language: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return translate(
        MOMENT if local.hour or local.minute else MIDNIGHT,
        language,
        weekday=translate(DAY_WORDS[DAYS[local.weekday()]], language),
        day=format_date(local.date(), language),
        time=in_one_line(time_told(local.hour * 60 + local.minute, language)),
        zone=zone_within(zone, language),
    )


def week_told(hours: Hours, language: str) -> list[str]:
    """When somebody is there. Days that follow each other with the same hours are said once."""
    runs = groupby(DAYS, key=lambda day: tuple(hours.week.get(day, ())))
    return [run_told(list(days), spans, language) for spans, days in runs if spans]


def run_told(days: Sequence[str], week_spans: Sequence[tuple[time, time]], language: str) -> str:
    spans = [Span(minutes(opens), minutes(closes) or END_OF_DAY) for opens, closes in week_spans]
    name = translate(DAY_WORDS[days[0]], language)
    if len(days) > 1:
        name = translate(DAYS_TO, language, first=name, last=translate(DAY_WORDS[days[-1]], language))
    hours = spans_told(spans, language) if len(spans) < 3 else ", ".join(spans_told([one], language) for one in spans)
    return translate(DAY_AND_HOURS, language, day=name[:1].upper() + name[1:], hours=hours)


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
