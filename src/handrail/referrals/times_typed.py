"""A day and a time as somebody types them, by the wall clock that they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

LONGEST = 40


@dataclass(frozen=True)
class TimeTyped:
    """What stands in the three fields; `moment` is None where it cannot be read."""

    day: str = ""
    clock: str = ""
    zone: str = ""

    @classmethod
    def of(cls, moment: datetime, *, zone: str) -> "TimeTyped":
        """To be shown in the fields, in five minutes' steps."""
        local = moment.astimezone(ZoneInfo(zone))
        return cls(local.date().isoformat(), f"{local.hour:02}:{local.minute // 5 * 5:02}", zone)

    @classmethod
    def read(cls, sent: Mapping[str, str], name: str) -> "TimeTyped":
        day, clock, zone = (sent.get(f"{name}-{part}", "").strip()[:LONGEST] for part in ("day", "time", "zone"))
        return cls(day, clock, zone)

    @property
    def is_empty(self) -> bool:
        return not (self.day and self.clock)

    @property
    def moment(self) -> datetime | None:
        try:
            day, clock = date.fromisoformat(self.day), time.fromisoformat(self.clock)
        except ValueError:
            return None
        if self.zone not in available_timezones() or clock.tzinfo is not None:
            return None
        try:
            return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        except OverflowError:
            return None
