"""What the pages write: counts of doors, and nothing about who used them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from handrail.web.models import DoorCount


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
