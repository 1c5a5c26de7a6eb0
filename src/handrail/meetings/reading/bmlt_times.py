"""On which day a BMLT meeting begins, when, and how long it lasts."""

import re
from dataclasses import dataclass
from datetime import time

from handrail.meetings.reading.bmlt_written_rows import WrittenRow
from handrail.meetings.reading.clocks import read_clock, read_duration
from handrail.meetings.reading.row_notes import RowRefused

WEEKDAY, START, DURATION = "weekday_tinyint", "start_time", "duration_time"
SUNDAY_IS_1 = re.compile(r"0?([1-7])", re.ASCII)
LEFT_TO_THE_SERVER = {"", "00:00:00", "00:00"}


@dataclass(frozen=True, slots=True)
class When:
    """The time columns of a record, by the same names."""

    weekdays: tuple[int]
    start: time
    minutes: int


def when_of(row: WrittenRow, *, server_minutes: int) -> When:
    weekday, (start, is_next_day) = weekday_of(row), start_of(row)
    if is_next_day:
        weekday = (weekday + 1) % 7
    return When((weekday,), start, minutes_of(row, server_minutes))


def weekday_of(row: WrittenRow) -> int:
    found = SUNDAY_IS_1.fullmatch(row.written(WEEKDAY).strip()[:9])
    if found is None:
        raise RowRefused("its weekday_tinyint is not 1 (Sunday) to 7 (Saturday)")
    return int(found[1]) - 1


def start_of(row: WrittenRow) -> tuple[time, bool]:
    """24:00 begins the next day."""
    written = row.written(START).strip()
    if not written:
        raise RowRefused("it has no start_time")
    clock = read_clock(written)
    if clock is None:
        raise RowRefused("its start_time is no time of day")
    if clock.next_day:
        row.correct(START, f"{clock.at:%H:%M} on the next day")
    elif written not in (f"{clock.at:%H:%M:%S}", f"{clock.at:%H:%M}"):
        row.correct(START, f"{clock.at:%H:%M}")
    return clock.at, clock.next_day


def minutes_of(row: WrittenRow, server_minutes: int) -> int:
    written = row.written(DURATION).strip()
    if written in LEFT_TO_THE_SERVER:
        return server_minutes
    minutes = read_duration(written)
    if minutes is None:
        row.correct(DURATION, f"{server_minutes} minutes, as the server usually has")
    return minutes or server_minutes
