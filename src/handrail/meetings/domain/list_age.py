"""How old a list of meetings may be before people are told to ask whether a meeting still happens."""

from datetime import datetime, timedelta

OLD_AFTER = timedelta(days=14)
"""Product choice. A list is read each day; a server that is down is asked for at most a week longer."""


def days_since(read_at: datetime, *, at: datetime) -> int:
    """Whole days; 0 within the first, and where clocks differ."""
    return max(0, (at - read_at).days)


def is_old(read_at: datetime | None, *, at: datetime) -> bool:
    """A list whose age nobody knows is old."""
    return read_at is None or at - read_at > OLD_AFTER
