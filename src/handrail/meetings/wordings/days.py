"""Days and spans of hours, where a line begins with them."""

from datetime import date, datetime

from handrail.meetings.domain.occurrences import WeeklyTime
from handrail.meetings.wordings.times import ALL_DAY, DAY_AND_DATE, clock_told, weekday_told
from handrail.web.formats import MONTHS
from handrail.web.translation import mark, translate

SPAN = mark("%(starts)s to %(ends)s")


def date_told(day: date, language: str) -> str:
    """ "Monday, November 30", where a line begins."""
    said = date_within(day, language)
    return said[:1].upper() + said[1:]


def date_within(day: date, language: str) -> str:
    """Within a sentence: Spanish writes its days small there."""
    return translate(
        DAY_AND_DATE,
        language,
        weekday=weekday_told(day, language),
        month=translate(MONTHS[day.month - 1], language),
        day=day.day,
    )


def hours_told(weekly: WeeklyTime, starts: datetime, ends: datetime, language: str) -> str:
    """What is always open has no hours: "midnight to midnight" would have to be read twice."""
    return translate(ALL_DAY, language) if weekly.is_always_open else span_told(starts, ends, language)


def span_told(starts: datetime, ends: datetime, language: str) -> str:
    return translate(SPAN, language, starts=clock_told(starts, language), ends=clock_told(ends, language))
