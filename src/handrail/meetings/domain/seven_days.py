"""The seven days of a printed week, on the clock of one zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from handrail.meetings.domain.occurrences import DAY, DAYS_A_WEEK, Occurrence, WeeklyTime, occurrences


@dataclass(frozen=True, slots=True)
class SevenDays:
    """`zone` is the one that stands at the top of the sheet: every time on it is a time of that zone."""

    first: date
    zone: str

    @classmethod
    def beginning_at(cls, at: datetime, zone: str) -> "SevenDays":
        return cls(at.astimezone(ZoneInfo(zone)).date(), zone)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=number) for number in range(DAYS_A_WEEK))

    @property
    def last(self) -> date:
        return self.days[-1]

    def held(self, weekly: WeeklyTime) -> Iterator[Occurrence]:
        """All that begin on one of the days, in order. What began earlier today is among them."""
        end = self.midnight(self.last + DAY)
        return takewhile(lambda each: each.start < end, occurrences(weekly, after=self.midnight(self.first)))

    def is_alike_each_day(self, weekly: WeeklyTime) -> bool:
        """Held once on each of the days, by this clock always at the same hours: one line then tells the whole week.
        Where a clock is changed in that week it may not."""
        if weekly.is_always_open:
            return True
        held = tuple(self.held(weekly))
        hours = {(self.local(each.start).time(), self.local(each.end).time()) for each in held}
        return tuple(self.day_of(each) for each in held) == self.days and len(hours) == 1

    def day_of(self, occurrence: Occurrence) -> date:
        return self.local(occurrence.start).date()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def midnight(self, day: date) -> datetime:
        """The first moment of a day, also where the clock skips midnight: then the day begins at one."""
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
