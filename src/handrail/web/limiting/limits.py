"""How often a door may be used from one network before it asks for patience.

Nobody is locked out: a limit is a pause, stated in seconds. Whoever is counted stands in the database only as a keyed
hash that nobody can turn back (S12). A busy door takes permits from the database in batches and spends them in memory.
"""

import hmac
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest

from handrail.web.actions import take_permits
from handrail.web.limiting.daily_key import daily_key
from handrail.web.limiting.networks import network_of

MOST_HELD = 10_000  # networks whose unspent permits a process remembers


class TooOften(Exception):
    """Refused for now. The message may be shown; `wait` is the number of seconds until the door opens again."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many requests from this network. Please wait {wait} seconds.")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` uses of `door` by one network in each stretch of `seconds`, taken from the database `batch` at a time."""

    door: str
    most: int
    seconds: int
    batch: int = 1


class HeldPermits:
    """Permits taken and not yet spent, of this process."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str, datetime], int] = {}
        self._changing = threading.Lock()

    def spend(self, key: tuple[str, str, datetime]) -> bool:
        with self._changing:
            left = self._left.get(key, 0)
            if left:
                self._left[key] = left - 1
            return left > 0

    def put(self, key: tuple[str, str, datetime], permits: int) -> None:
        with self._changing:
            if len(self._left) >= MOST_HELD:
                self._left.clear()
            self._left[key] = self._left.get(key, 0) + permits

    def forget(self) -> None:
        with self._changing:
            self._left.clear()


_held = HeldPermits()
forget_permits = _held.forget


def check_limit(limit: Limit, request: HttpRequest, *, at: datetime, about: str = "") -> None:
    """Count one use by the request's network, perhaps of one thing (`about`), or raise TooOften."""
    end = end_of_stretch(limit, at)
    key = limit.door, who_of(request, limit, at=at, about=about), end
    if _held.spend(key):
        return
    granted = take(limit, who=key[1], ends_at=end, at=at)
    if not granted:
        raise TooOften(wait=max(1, round((end - at).total_seconds())))
    if granted > 1:
        _held.put(key, granted - 1)


def end_of_stretch(limit: Limit, at: datetime) -> datetime:
    """Stretches are cut at the same moments for all processes."""
    number = int(at.timestamp()) // limit.seconds + 1
    return datetime.fromtimestamp(number * limit.seconds, UTC)


def who_of(request: HttpRequest, limit: Limit, *, at: datetime, about: str) -> str:
    text = "\n".join((limit.door, network_of(request), about))
    return hmac.digest(daily_key(at.astimezone(UTC).date()), text.encode(), "sha256").hex()


def take(limit: Limit, *, who: str, ends_at: datetime, at: datetime) -> int:
    """Permits granted: a batch, one where a batch is too much, or none."""
    for permits in dict.fromkeys((limit.batch, 1)):
        if take_permits(door=limit.door, who=who, ends_at=ends_at, most=limit.most, permits=permits, at=at):
            return permits
    return 0
