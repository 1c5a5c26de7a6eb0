"""For how long a worker may hold a message, and when one is tried again."""

import hashlib
from datetime import datetime, timedelta

LEASE = timedelta(minutes=2)
MOST_AT_ONCE = 10  # a batch whose every message meets a silent provider still ends within its lease
LONGEST_SENDING = timedelta(seconds=10)
SKEW = timedelta(minutes=1)  # clocks of two nodes differ; more than that is a clock that was moved

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_PAUSE = timedelta(hours=25)  # until quiet hours or a day's budget are over, on the longest day of the year
MOST_ATTEMPTS = 40  # with an hour between the later ones: a provider may be down for a day and a half


def is_over(*, leased_at: datetime, leased_until: datetime, at: datetime) -> bool:
    """A lease ends by the clock. One that began in the future was written before the clock was moved back."""
    return at >= leased_until or leased_at > at + SKEW


def is_due(*, retry_at: datetime | None, at: datetime) -> bool:
    """As with leases: a pause that is longer than any pause was written by another clock."""
    return retry_at is None or retry_at <= at or retry_at > at + LONGEST_PAUSE


def wait_after(attempt: int, *, message: str) -> timedelta:
    """Twice as long each time up to an hour, and a quarter more or less, always the same for the same message.

    So that messages which failed together do not all come back together.
    """
    usual = min(FIRST_WAIT * (1 << min(attempt - 1, 16)), LONGEST_WAIT)
    return usual * (0.75 + fraction(f"{message}:{attempt}") / 2)


def fraction(text: str) -> float:
    """From 0 to 1, evenly spread, the same for the same text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48
