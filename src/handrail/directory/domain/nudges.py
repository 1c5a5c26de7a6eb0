"""When a program is asked whether its numbers are still true: before they fade, and by day where it lies.

| its number | is asked |
| --- | --- |
| five sixths of its time are over (20 of 24 hours), and it is day there | now |
| that falls into the night, and morning comes an hour before it fades or earlier | in the morning |
| morning comes too late | in the evening before, but never before a third of its time is over |
| neither | not at all: it fades, and reads "unknown: call to ask" |

Product choices, all of them. Silence ends the questions by itself: only a number that is still believed is asked about.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ASK_AFTER, NEVER_BEFORE = 5 / 6, 1 / 3  # of the time for which a number is believed
TO_ANSWER = timedelta(hours=1)
# 47 CFR 64.1200(c)(1) allows 8 a.m. to 9 p.m.; a message that is asked for by 8 p.m. has an hour to get through.
DAY_FROM, DAY_TO = time(8), time(20)
STEP = timedelta(minutes=15)

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
# IANA tz database 2024a, zone1970.tab. Of a state with several zones all are named: it is day where it is day in each.
STATES_IN: dict[tuple[str, ...], str] = {
    (EASTERN,): "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    (CENTRAL,): "AL AR IA IL LA MN MO MS OK WI",
    (MOUNTAIN,): "CO MT NM UT WY",
    (PACIFIC,): "CA NV WA",
    (EASTERN, CENTRAL): "FL IN KY MI TN",
    (CENTRAL, MOUNTAIN): "KS ND NE SD TX",
    (MOUNTAIN, PACIFIC): "ID OR",
    ("America/Phoenix", MOUNTAIN): "AZ",  # the Navajo Nation changes its clocks
    ("America/Anchorage", "America/Adak"): "AK",
    ("Pacific/Honolulu",): "HI",
    ("America/Puerto_Rico",): "PR",
    ("America/St_Thomas",): "VI",
    ("Pacific/Pago_Pago",): "AS",
    ("Pacific/Guam",): "GU",
    ("Pacific/Saipan",): "MP",
    ("Pacific/Palau",): "PW",
    ("Pacific/Majuro",): "MH",
    ("Pacific/Chuuk", "Pacific/Pohnpei"): "FM",
}
ZONES = {state: zones for zones, states in STATES_IN.items() for state in states.split()}
ANYWHERE = (EASTERN, PACIFIC)  # of a state that nobody knows


def zones_of(state: str) -> tuple[str, ...]:
    return ZONES.get(state, ANYWHERE)


def is_day(at: datetime, zones: Iterable[str]) -> bool:
    return all(DAY_FROM <= at.astimezone(ZoneInfo(zone)).time() < DAY_TO for zone in zones)


def ask_at(told_at: datetime, *, shelf_life: timedelta, zones: tuple[str, ...]) -> datetime | None:
    """The moment to ask about a number that was told then; None: it fades unasked."""
    due = told_at + shelf_life * ASK_AFTER
    to_come = quarters(due, told_at + shelf_life - TO_ANSWER)
    before = reversed(list(quarters(told_at + shelf_life * NEVER_BEFORE, due)))
    return next((moment for moment in (*to_come, *before) if is_day(moment, zones)), None)


def quarters(begin: datetime, end: datetime) -> Iterator[datetime]:
    """`begin` itself always."""
    yield begin
    while (begin := begin + STEP) <= end:
        yield begin


def is_due(told_at: datetime, *, at: datetime, shelf_life: timedelta, zones: tuple[str, ...]) -> bool:
    """Also where the moment was missed by a worker that slept, as long as somebody can still answer by day."""
    moment = ask_at(told_at, shelf_life=shelf_life, zones=zones)
    return moment is not None and moment <= at < told_at + shelf_life and is_day(at, zones)
