"""How the lists of meetings fare, for whoever watches a node."""

from datetime import datetime

from handrail.meetings.models import Feed


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
