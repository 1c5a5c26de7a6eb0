"""How often a door may be used from one network before it asks for patience.

Nobody is locked out: a limit is a pause, stated in seconds. Whoever is counted stands in the database only as a keyed
hash that nobody can turn back (S12). A busy door takes permits from the database in batches and spends them in memory.

While the database is busy (an import holds SQLite's one lock for writing) nobody waits for it and nobody is refused
for it: this process counts by itself under the same limit, and forgets that count with the stretch.
"""

import contextlib
import hmac
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from math import ceil

from django.db import OperationalError
from django.http import HttpRequest

from handrail.kernel.busy_database import not_waiting
from handrail.web.actions import count_use, give_back, take_permits, uses
from handrail.web.limiting.daily_key import daily_key
from handrail.web.limiting.networks import IPV6_PREFIX, network_of

MOST_HELD = 10_000  # networks whose unspent permits a process remembers


class TooOften(Exception):
    """Refused for now. The message may be shown; `wait` is the number of seconds until the door opens again."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many requests from this network. Please wait {wait} seconds.")
        self.wait = wait

    @property
    def minutes(self) -> int:
        """As a person reads it, rounded up: never told to come too soon."""
        return ceil(self.wait / 60)


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` uses of `door` by one network in each stretch of `seconds`, taken from the database `batch` at a time."""

    door: str
    most: int
    seconds: int
    batch: int = 1
    ipv6_prefix: int = IPV6_PREFIX


@dataclass(frozen=True, slots=True)
class Use:
    """One that was counted, to be given back where it was not what the limit is there for."""

    limit: Limit
    who: str
    at: datetime

    def give_back(self) -> None:
        with contextlib.suppress(OperationalError), not_waiting():
            give_back(door=self.limit.door, who=self.who, ends_at=end_of_stretch(self.limit, self.at))


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


class CountedMeanwhile:
    """What this process granted by itself while the database was busy. Bounded: the count begun first goes first."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, str, datetime], int] = {}
        self._changing = threading.Lock()

    def take(self, key: tuple[str, str, datetime], *, permits: int, most: int) -> bool:
        with self._changing:
            used = self._used.get(key, 0) + permits
            if used > most:
                return False
            if key not in self._used and len(self._used) >= MOST_HELD:
                del self._used[next(iter(self._used))]
            self._used[key] = used
            return True

    def forget(self) -> None:
        with self._changing:
            self._used.clear()


_held = HeldPermits()
_meanwhile = CountedMeanwhile()


def forget_permits() -> None:
    _held.forget()
    _meanwhile.forget()


def check_limit(limit: Limit, request: HttpRequest, *, at: datetime, about: str = "") -> Use:
    """Count one use by the request's network, perhaps of one thing (`about`), or raise TooOften."""
    return check(limit, who=who_of(request, limit, at=at, about=about), at=at)


def check_limit_of_all(limit: Limit, *, about: str, at: datetime) -> Use:
    """Count one use of one thing, from whatever network, or raise TooOften. Only for what no stranger can use up."""
    return check(limit, who=counted_as(limit, "all", about, at=at), at=at)


def pressure_on(door: str, request: HttpRequest, *, most_of_one: int, seconds: int, at: datetime) -> int:
    """Count one use by everybody together and say how many there were in this stretch. Refuses nobody.

    One network counts for `most_of_one` at most: a single machine must not make a door narrow for all others.
    """
    all_of_them = Limit(f"{door}: all", most=0, seconds=seconds)
    who, ends_at = counted_as(all_of_them, "all", "", at=at), end_of_stretch(all_of_them, at)
    try:
        check_limit(Limit(f"{door}: pressing", most=most_of_one, seconds=seconds), request, at=at)
        count = partial(count_use, at=at)
    except TooOften:
        count = uses
    try:
        with not_waiting():
            return count(door=all_of_them.door, who=who, ends_at=ends_at)
    except OperationalError:  # the limit of each network still holds
        return 0


def check(limit: Limit, *, who: str, at: datetime) -> Use:
    use = Use(limit, who, at)
    end = end_of_stretch(limit, at)
    key = limit.door, who, end
    if _held.spend(key):
        return use
    granted = take(limit, who=key[1], ends_at=end, at=at)
    if not granted:
        raise TooOften(wait=max(1, round((end - at).total_seconds())))
    if granted > 1:
        _held.put(key, granted - 1)
    return use


def end_of_stretch(limit: Limit, at: datetime) -> datetime:
    """Stretches are cut at the same moments for all processes."""
    number = int(at.timestamp()) // limit.seconds + 1
    return datetime.fromtimestamp(number * limit.seconds, UTC)


def who_of(request: HttpRequest, limit: Limit, *, at: datetime, about: str) -> str:
    return counted_as(limit, network_of(request, ipv6_prefix=limit.ipv6_prefix), about, at=at)


def counted_as(limit: Limit, network: str, about: str, *, at: datetime) -> str:
    text = "\n".join((limit.door, network, about))
    return hmac.digest(daily_key(at.astimezone(UTC).date()), text.encode(), "sha256").hex()


def take(limit: Limit, *, who: str, ends_at: datetime, at: datetime) -> int:
    """Permits granted: a batch, one where a batch is too much, or none."""
    for permits in dict.fromkeys((limit.batch, 1)):
        if take_some(limit, permits, who=who, ends_at=ends_at, at=at):
            return permits
    return 0


def take_some(limit: Limit, permits: int, *, who: str, ends_at: datetime, at: datetime) -> bool:
    try:
        with not_waiting():
            return take_permits(door=limit.door, who=who, ends_at=ends_at, most=limit.most, permits=permits, at=at)
    except OperationalError:
        return _meanwhile.take((limit.door, who, ends_at), permits=permits, most=limit.most)
