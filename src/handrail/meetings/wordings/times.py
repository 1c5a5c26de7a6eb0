"""When a meeting is held, as a person reads it at a glance: by their own clock, and by the meeting's if it differs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handrail.directory.opening_hours_words import time_told
from handrail.meetings.domain.occurrences import DAY, Occurrence, is_open_room, minutes_until
from handrail.meetings.domain.parts_of_day import PartOfDay, part_of_hour
from handrail.meetings.wordings.zones import zone_place
from handrail.web.formats import MONTHS, in_one_line
from handrail.web.translation import mark, translate

NOW, SINCE, UNTIL, ALL_DAY = mark("Now"), mark("since %(time)s"), mark("until %(time)s"), mark("day and night")
IN_MINUTES, IN_HOURS = mark("in %(minutes)s min"), mark("in %(hours)s h")
IN_HOURS_AND_MINUTES = mark("in %(hours)s h %(minutes)s min")
TODAY, TONIGHT, TOMORROW = mark("Today"), mark("Tonight"), mark("Tomorrow")
DAY_AND_DATE = mark("%(weekday)s, %(month)s %(day)s")
STARTS = mark("starts %(there)s in %(place)s, %(here)s for you")
BEGAN = mark("began %(there)s in %(place)s, %(here)s for you")
WEEKDAYS = (
    mark("Sunday"), mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"),
    mark("Saturday"),
)  # fmt: skip
"""As they are counted here: 0 is Sunday."""

HOUR = 60
EXACT_UP_TO = 3 * HOUR  # minutes ahead; nobody plans by the minute what is farther away
NIGHT_ENDS = timedelta(hours=4)  # "tonight" goes on after midnight, as the parts of the day do
AFTERNOON_BEGINS = 12


@dataclass(frozen=True, slots=True)
class When:
    """`main` is read first ("Now", "7:00 pm"), `beside` smaller below it ("since 6:30", "in 18 min")."""

    main: str
    beside: str
    is_now: bool
    machine: str  # for <time datetime>


def when_told(occurrence: Occurrence, *, zone: str, at: datetime, language: str) -> When:
    start = occurrence.start.astimezone(ZoneInfo(zone))
    if occurrence.is_in_progress(at):
        return When(translate(NOW, language), running(occurrence, zone, language), True, start.isoformat())
    beside = ahead_told(occurrence, zone=zone, at=at, language=language)
    main = clock_told(start, language)
    return When(main[:1].upper() + main[1:], beside, False, start.isoformat())


def running(occurrence: Occurrence, zone: str, language: str) -> str:
    """Of an open room it matters how long it stays open."""
    if not is_open_room(occurrence):
        return translate(SINCE, language, time=short_clock(occurrence.start.astimezone(ZoneInfo(zone)), language))
    if occurrence.end - occurrence.start >= DAY:
        return translate(ALL_DAY, language)
    return translate(UNTIL, language, time=clock_told(occurrence.end.astimezone(ZoneInfo(zone)), language))


def ahead_told(occurrence: Occurrence, *, zone: str, at: datetime, language: str) -> str:
    """How long to wait; from another day on, which."""
    if occurrence.start >= first_day_ends(at, zone):
        day = day_told(occurrence.start, zone=zone, at=at, language=language)
        return day[:1].lower() + day[1:] if day == translate(TOMORROW, language) else day
    hours, minutes = divmod(minutes_until(occurrence, at=at), HOUR)
    if not hours:
        return in_one_line(translate(IN_MINUTES, language, minutes=minutes))
    if not minutes or hours * HOUR + minutes > EXACT_UP_TO:
        return in_one_line(translate(IN_HOURS, language, hours=hours))
    return in_one_line(translate(IN_HOURS_AND_MINUTES, language, hours=hours, minutes=minutes))


def first_day_ends(at: datetime, zone: str) -> datetime:
    """Until when it is still today; from noon on, the night that follows belongs to it."""
    here = at.astimezone(ZoneInfo(zone))
    midnight = datetime.combine(here.date() + DAY, time(), ZoneInfo(zone))
    return midnight + NIGHT_ENDS if here.hour >= AFTERNOON_BEGINS else midnight


def today_told(at: datetime, *, zone: str, language: str) -> str:
    """Today or tonight, by the reader's clock."""
    is_night = part_of_hour(at.astimezone(ZoneInfo(zone)).hour) in (PartOfDay.EVENING, PartOfDay.NIGHT)
    return translate(TONIGHT if is_night else TODAY, language)


def is_small_hour(moment: datetime, zone: str) -> bool:
    """After midnight, and the night is not over."""
    return timedelta(hours=moment.astimezone(ZoneInfo(zone)).hour) < NIGHT_ENDS


def day_told(start: datetime, *, zone: str, at: datetime, language: str) -> str:
    """The day on which something begins: by its name, and by its date where the name alone would mislead."""
    if start < first_day_ends(at, zone):
        is_morning_after = is_small_hour(at, zone) and not is_small_hour(start, zone)
        return translate(TODAY, language) if is_morning_after else today_told(at, zone=zone, language=language)
    day, here = start.astimezone(ZoneInfo(zone)).date(), at.astimezone(ZoneInfo(zone)).date()
    if day == here + DAY:
        return translate(TOMORROW, language)
    return translate(
        DAY_AND_DATE,
        language,
        weekday=weekday_told(day, language),
        month=translate(MONTHS[day.month - 1], language),
        day=day.day,
    )


def weekday_told(day: date, language: str) -> str:
    return translate(WEEKDAYS[day.isoweekday() % 7], language)


def both_clocks(occurrence: Occurrence, *, zone: str, at: datetime, language: str) -> str:
    """The meeting's own clock beside the reader's; nothing where both show the same, or where one comes at any time."""
    here, there, has_begun = occurrence.start.astimezone(ZoneInfo(zone)), occurrence.local_start, occurrence.start <= at
    if here.replace(tzinfo=None) == there.replace(tzinfo=None) or (has_begun and is_open_room(occurrence)):
        return ""
    told_there = clock_told(there, language)
    if there.date() != here.date():
        told_there = f"{weekday_told(there.date(), language)} {told_there}"
    return translate(
        BEGAN if has_begun else STARTS,
        language,
        there=in_one_line(told_there),
        place=zone_place(occurrence.zone, language),
        here=clock_told(here, language),
    )


def clock_told(local: datetime, language: str) -> str:
    return in_one_line(time_told(local.hour * HOUR + local.minute, language))


def short_clock(local: datetime, language: str) -> str:
    """Of something that just was: which half of the day is plain. Noon and midnight keep their names."""
    if local.hour % 12 == 0 and not local.minute:
        return clock_told(local, language)
    return f"{local.hour % 12 or 12}:{local.minute:02}"
