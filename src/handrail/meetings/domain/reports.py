"""What somebody who went may say of a meeting, and of which day they speak."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handrail.meetings.domain.occurrences import DAYS_A_WEEK, WeeklyTime, aware, occurrence_on, weekday_of


class Answer(StrEnum):
    """The first three answer "Was it there?", the others "Could you be there with your medicine?"."""

    THERE = "there"
    NOBODY = "nobody"
    MOVED = "moved"
    WELCOME = "welcome"
    LISTEN_ONLY = "listen_only"
    TOLD_TO_STOP = "told_to_stop"


SEEN = (Answer.THERE, Answer.NOBODY, Answer.MOVED)
DOUBTING = frozenset({Answer.NOBODY, Answer.MOVED})
MEDICINE = (Answer.WELCOME, Answer.LISTEN_ONLY, Answer.TOLD_TO_STOP)


class Said(NamedTuple):
    """At least one person gave this answer about this day. How many did changes nothing: a day counts once."""

    answer: Answer
    day: date


class Held(NamedTuple):
    """The time that people who went speak of: its day on the meeting's own calendar, and when it began."""

    day: date
    began_at: datetime


def last_held(weekly: WeeklyTime | None, *, zone: str, at: datetime) -> Held:
    """The last one that has begun. By appointment: today, from midnight on, since nobody knows the hour."""
    today = aware(at).astimezone(ZoneInfo(zone)).date()
    if weekly is None:
        midnight = datetime.combine(today, datetime.min.time(), ZoneInfo(zone))
        return Held(today, min(aware(midnight), aware(at)))
    days = (today - timedelta(days=back) for back in range(DAYS_A_WEEK + 2))  # a time skipped begins on the next day
    begun = (
        Held(day, occurrence.start)
        for day in days
        if weekday_of(day) in weekly.weekdays and (occurrence := occurrence_on(weekly, day)).start <= at
    )
    return next(begun)
