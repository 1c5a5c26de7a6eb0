"""When nobody is disturbed, by the person's own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

# 47 CFR 64.1200(c)(1): no solicitation before 8 a.m. or after 9 p.m. where the called party is. Kept for all.
USUAL_FROM, USUAL_TO = time(21), time(8)

# Where the people we write to live. From 8 in Hawaii until 9 at night in Puerto Rico it is day in all of them.
ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
)  # fmt: skip


@dataclass(frozen=True)
class QuietHours:
    """From one wall time to another, usually over midnight. From and to alike: none."""

    begin: time
    end: time
    zone: str


def quiet_until(hours: QuietHours, *, at: datetime) -> datetime | None:
    """The moment they end, or None when it is not quiet. A night with a change of clocks is as long as it is."""
    zone = ZoneInfo(hours.zone)
    local = at.astimezone(zone)
    if not is_within(local.time(), hours):
        return None
    is_before_midnight = hours.begin > hours.end and local.time() >= hours.begin
    day = local.date() + timedelta(days=int(is_before_midnight))
    ends = (datetime.combine(day, hours.end, tzinfo=zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return next(end for end in ends if end > at)  # an hour that comes twice may end the second time


def quiet_somewhere_until(*, at: datetime) -> datetime | None:
    """The moment from which it is day in every zone, for a reader whose zone nobody knows; None when it is."""
    day = at
    while ends := [end for zone in ZONES if (end := quiet_until(QuietHours(USUAL_FROM, USUAL_TO, zone), at=day))]:
        day = max(ends)
    return day if day > at else None


def is_within(now: time, hours: QuietHours) -> bool:
    if hours.begin <= hours.end:
        return hours.begin <= now < hours.end
    return now >= hours.begin or now < hours.end
