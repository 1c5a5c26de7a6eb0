"""How the lists of meetings fare, for whoever watches a node; and what is listed, for search engines."""

from datetime import datetime

import numpy as np

from handrail.meetings.index.live import current_meetings
from handrail.meetings.models import Feed, Meeting


def feeds_health(*, at: datetime) -> dict[str, int | None]:
    """What /healthz shows of the feeds that are read by themselves, in one query: a stopped worker shows in their age.

    A feed that never was read has no age, and is counted apart.
    """
    kept = Feed.objects.filter(refresh_hours__gt=0, is_demonstration=False).exclude(url="")
    feeds = list(kept.values_list("read_at", "failures"))
    ages = [round((at - read_at).total_seconds()) for read_at, _ in feeds if read_at]
    return {
        "feeds": len(feeds),
        "failing": sum(failures > 0 for _, failures in feeds),
        "never_read": len(feeds) - len(ages),
        "oldest_read_seconds": max(ages, default=None),
    }


def listed_public_ids(*, start: int, most: int) -> list[str]:
    """So many of all that are listed, in the order of our numbers. Which they are the index knows: a database would
    count its way through every row before them."""
    numbers = np.unique(current_meetings().meeting_ids)[start : start + most].tolist()
    return list(Meeting.objects.listed().filter(pk__in=numbers).order_by("pk").values_list("public_id", flat=True))
