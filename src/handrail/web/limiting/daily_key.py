"""The key under which networks are counted: in memory only, another each day, and no way back to yesterday's.

All workers of one `handrail serve` must count together, so they begin with one seed, made by the process that starts
them and forgotten there (`config/worker_start.py`). Each day's seed is a hash of the day before, and takes its place
when the first use of that day is counted: who takes a worker after that cannot work out the older ones.
"""

import hashlib
import hmac
import secrets
import threading
from datetime import date, timedelta

FARTHEST_AHEAD = timedelta(days=3660)


class DailyKey:
    """Gives the key of a day. Never goes back: a clock that was set back gets the newest key."""

    def __init__(self, seed: bytes, *, begun: date) -> None:
        self._seed, self._day = seed, begun
        self._stepping = threading.Lock()

    def of(self, day: date) -> bytes:
        with self._stepping:
            while self._day < day <= self._day + FARTHEST_AHEAD:
                self._seed = hashlib.sha256(b"next day" + self._seed).digest()
                self._day += timedelta(days=1)
            return hmac.digest(self._seed, b"count", "sha256")


def new_seed(day: date) -> str:
    return f"{day.isoformat()} {secrets.token_hex(32)}"


def read_seed(text: str) -> DailyKey:
    day, _, seed = text.partition(" ")
    return DailyKey(bytes.fromhex(seed), begun=date.fromisoformat(day))


_key: DailyKey | None = None
_making = threading.Lock()


def begin_with(seed: str) -> None:
    """Called once, when a worker starts."""
    global _key
    _key = read_seed(seed)


def daily_key(day: date) -> bytes:
    """This process's key; without a seed from `handrail serve` a process counts for itself."""
    global _key
    if _key is None:
        with _making:
            if _key is None:
                _key = read_seed(new_seed(day))
    return _key.of(day)
