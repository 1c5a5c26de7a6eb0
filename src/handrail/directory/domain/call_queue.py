"""Whom we call next: the place whose facts are oldest and that most searches showed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

REST_AFTER_A_CALL = timedelta(days=1)  # a place is not rung twice a day; product choice
LEASE = timedelta(minutes=15)  # how long a place is one caller's, so that two do not ring it at once; product choice
NOT_NOW = timedelta(hours=4)  # how long a skipped place stays out of the queue; product choice
SHOWN_WEEKS = 8


@dataclass(frozen=True)
class Waiting:
    """A place as the queue weighs it."""

    pk: int
    source_year: int
    checked_at: datetime | None  # the newest of our checks: a call that reached it, or a fact that we checked
    times_shown: int = 0
    is_urgent: bool = False  # enough visitors met a wrong number there


def true_since(source_year: int, checked_at: datetime | None) -> datetime:
    """Never checked, its facts are as old as the year of its source."""
    return checked_at or datetime(source_year, 1, 1, tzinfo=UTC)


def importance(place: Waiting, *, at: datetime) -> int:
    """Seconds since its facts were true, times how often it was shown. Shown to nobody we know of counts once.

    Whole seconds, because the database weighs many thousands of places by the same rule (`calls/queue.py`).
    """
    since = true_since(place.source_year, place.checked_at)
    return max(int(at.timestamp()) - int(since.timestamp()), 0) * (1 + place.times_shown)


def queue_order(place: Waiting, *, at: datetime) -> tuple[bool, int, int]:
    """Sort by it: wrong numbers first, then the most important, then in a fixed order."""
    return not place.is_urgent, -importance(place, at=at), place.pk
