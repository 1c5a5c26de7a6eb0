"""Moments and hours as a person reads them, by the wall clock of the place they are about."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handrail.directory.domain.opening_hours import END_OF_DAY, Span
from handrail.directory.opening_hours_words import DAY_WORDS, spans_told, time_told
from handrail.messaging.domain.rosters import DAYS, Hours
from handrail.web.formats import format_date
from handrail.web.time_zones import zone_name
from handrail.web.translation import mark, translate

MOMENT = mark("%(weekday)s, %(day)s, %(time)s (%(zone)s)")
DAY_AND_HOURS = mark("%(day)s: %(hours)s")


def moment_told(moment: datetime, *, zone: str, language: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return translate(
        MOMENT,
        language,
        weekday=translate(DAY_WORDS[DAYS[local.weekday()]], language),
        day=format_date(local.date(), language),
        time=time_told(local.hour * 60 + local.minute, language),
        zone=translate(zone_name(zone), language),
    )


def week_told(hours: Hours, language: str) -> list[str]:
    """Each day on which somebody is there, with its hours."""
    return [day_told(day, hours.week, language) for day in DAYS if hours.week.get(day)]


def day_told(day: str, week: Mapping[str, Sequence[tuple[time, time]]], language: str) -> str:
    spans = [Span(minutes(opens), minutes(closes) or END_OF_DAY) for opens, closes in week[day]]
    name = translate(DAY_WORDS[day], language)
    hours = spans_told(spans, language) if len(spans) < 3 else ", ".join(spans_told([one], language) for one in spans)
    return translate(DAY_AND_HOURS, language, day=name[:1].upper() + name[1:], hours=hours)


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
