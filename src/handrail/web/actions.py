"""What the pages write: counts of doors, and nothing about who used them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from handrail.web.models import DoorCount

MOST_COUNTED = 2_000_000_000  # what the column holds on both databases


def take_permits(*, door: str, who: str, ends_at: datetime, most: int, permits: int, at: datetime) -> bool:
    """Count `permits` more uses unless that would pass `most`. Two at once never get the same permit."""
    mine = DoorCount.objects.filter(door=door, who=who, ends_at=ends_at)
    with_room = mine.filter(used__lte=most - permits)
    if permits > most:
        return False
    if with_room.update(used=F("used") + permits):
        return True
    if mine.exists():
        return False
    try:
        with transaction.atomic():
            DoorCount.objects.create(door=door, who=who, ends_at=ends_at, used=permits)
    except IntegrityError:  # another process began the count a moment ago
        return bool(with_room.update(used=F("used") + permits))
    DoorCount.objects.filter(ends_at__lte=at).delete()  # a new count is rare enough to tidy up with
    return True


def count_use(*, door: str, who: str, ends_at: datetime, at: datetime) -> int:
    """Count one more use, without a limit. Returns how many there are now."""
    take_permits(door=door, who=who, ends_at=ends_at, most=MOST_COUNTED, permits=1, at=at)
    return uses(door=door, who=who, ends_at=ends_at)


def give_back(*, door: str, who: str, ends_at: datetime) -> None:
    """One use less: it turned out not to be what the limit is there for."""
    mine = DoorCount.objects.filter(door=door, who=who, ends_at=ends_at)
    if not mine.filter(used__gt=1).update(used=F("used") - 1):
        mine.filter(used=1).delete()


def uses(*, door: str, who: str, ends_at: datetime) -> int:
    return DoorCount.objects.filter(door=door, who=who, ends_at=ends_at).values_list("used", flat=True).first() or 0


def forget_door_counts(*, at: datetime) -> int:
    """A pass of the worker: a door that nobody uses any more tidies up nothing by itself."""
    deleted, _ = DoorCount.objects.filter(ends_at__lte=at).delete()
    return deleted
