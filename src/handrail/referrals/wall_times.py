"""A moment as it is said to people: day, time and by which clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handrail.web.formats import MONTHS, in_one_line
from handrail.web.time_zones import zone_within
from handrail.web.translation import mark, translate

WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
WALL_TIME = mark("%(weekday)s, %(month)s %(day)s, %(time)s, %(zone)s")


def wall_time(moment: datetime, *, zone: str, language: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return translate(
        WALL_TIME,
        language,
        weekday=translate(WEEKDAYS[local.weekday()], language),
        month=translate(MONTHS[local.month - 1], language),
        day=local.day,
        time=clock_time(local, language),
        zone=zone_within(zone, language),
    )


def local_day(moment: datetime, *, zone: str) -> date:
    """As a calendar there has it: in an evening of the US the day of UTC is tomorrow already."""
    return moment.astimezone(ZoneInfo(zone)).date()


def clock_time(local: datetime, language: str) -> str:
    """As people here write it: 2:30 pm; in Spanish 2:30 p. m."""
    half = translate(mark("am") if local.hour < 12 else mark("pm"), language)
    return in_one_line(f"{local.hour % 12 or 12}:{local.minute:02} {half}")
