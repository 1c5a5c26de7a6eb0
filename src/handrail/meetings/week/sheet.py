"""A week of meetings on paper, for a wall or a pocket: seven days, every hour by one clock, nothing of who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.meetings.domain.seven_days import SevenDays
from handrail.meetings.domain.venues import Venue
from handrail.meetings.models import Meeting
from handrail.meetings.week.helplines import Helpline, helplines_of
from handrail.meetings.week.lines import Line, Row, lines_of
from handrail.meetings.wordings.days import date_told, date_within
from handrail.meetings.wordings.zones import zone_told


@dataclass(frozen=True, slots=True)
class Day:
    told: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`every_day` are held on each of the seven days at the same hours, and stand on no day. `not_held` are suspended,
    or no longer listed: of those somebody picked, it is said how many."""

    every_day: tuple[Row, ...]
    days: tuple[Day, ...]
    by_appointment: tuple[Row, ...]
    clock: str
    first: str
    last: str
    helplines: tuple[Helpline, ...]
    not_held: int

    @property
    def is_empty(self) -> bool:
        return not (self.every_day or self.by_appointment or any(day.rows for day in self.days))


def sheet_of(meetings: Sequence[Meeting], language: str, *, zone: str, at: datetime) -> Sheet:
    week = SevenDays.beginning_at(at, zone)
    held = [each for each in meetings if each.gone_at is None and each.venue != Venue.SUSPENDED]
    lines = [line for each in held for line in lines_of(each, week, language, at=at)]
    in_time = sorted((line for line in lines if line.starts), key=when_and_name)
    return Sheet(
        every_day=tuple(line.row for line in in_time if line.day is None),
        days=tuple(
            Day(date_told(day, language), tuple(line.row for line in in_time if line.day == day)) for day in week.days
        ),
        by_appointment=tuple(line.row for line in lines if line.starts is None),
        clock=zone_told(zone, language),
        first=date_told(week.first, language),
        last=date_within(week.last, language),
        helplines=helplines_of(held),
        not_held=len(meetings) - len(held),
    )


def when_and_name(line: Line) -> tuple[datetime | None, str]:
    return line.starts, line.row.name
