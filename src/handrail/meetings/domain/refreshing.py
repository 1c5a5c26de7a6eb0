"""When a feed is read again by itself."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)
MOST_DOUBLINGS = 8  # beyond the longest wait
SKEW = timedelta(hours=1)  # two workers' clocks differ by less; later than that, the clock was moved back


def wait(*, refresh_hours: int, failures: int) -> timedelta:
    """After a failure soon again, then ever later: a server that is down for good is asked once a week."""
    usual = timedelta(hours=refresh_hours)
    if not failures:
        return usual
    return min(FIRST_WAIT * (1 << min(failures - 1, MOST_DOUBLINGS)), max(usual, LONGEST_WAIT))


def is_due(*, refresh_hours: int, failures: int, tried_at: datetime | None, at: datetime) -> bool:
    if tried_at is None or tried_at > at + SKEW:
        return True
    return tried_at + wait(refresh_hours=refresh_hours, failures=failures) <= at
