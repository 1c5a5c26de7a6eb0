"""When a row was last changed, as feeds write it."""

import re
from datetime import UTC, datetime, timedelta

SQL = "%Y-%m-%d %H:%M:%S"
US = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?",
    re.ASCII,
)
EPOCH_MS = re.compile(r"\d{12,13}", re.ASCII)
FROM, TO = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
LONGEST = 40


def read_moment(text: str) -> datetime | None:
    """UTC where nothing else is said, to the second. What no list on the web can mean is none."""
    text = text.strip()[: LONGEST + 1]
    try:
        found = us_moment(text) or epoch_moment(text) or iso_moment(text)
    except (ValueError, OverflowError):
        return None
    return found.replace(microsecond=0) if FROM <= found < TO else None


def iso_moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def us_moment(text: str) -> datetime | None:
    """8/25/2022 11:17:07 AM"""
    found = US.fullmatch(text)
    if found is None:
        return None
    month, day, year, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if found[7]:
        hour = hour % 12 + (12 if found[7].lower() == "pm" else 0)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def epoch_moment(text: str) -> datetime | None:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text)) if EPOCH_MS.fullmatch(text) else None
