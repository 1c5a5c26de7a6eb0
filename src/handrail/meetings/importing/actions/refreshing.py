"""Feeds that are read again by themselves: a pass of the worker, one feed at a time."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from handrail.kernel.fetch import INTERNET, Network, Version
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.kernel.pass_counts import Done
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.domain.refreshing import is_due
from handrail.meetings.importing.actions.taking import import_meetings
from handrail.meetings.importing.contents import LARGEST_UNATTENDED
from handrail.meetings.importing.options import ImportOptions
from handrail.meetings.importing.origins import Web
from handrail.meetings.models import Feed

PATIENCE_SECONDS = 20.0  # for each address: everything else that the worker does waits meanwhile
INTERRUPTED = "Reading it was begun and not ended."
LONGEST_FAILURE = 300
BEING_READ = timedelta(minutes=10)  # a worker may be at it: it says itself how that ended


def refresh_feeds(*, at: datetime, over: Network = INTERNET) -> Done:
    """Reads the feed that waits longest, if one is due, and returns how many were, also in vain. Never in a
    demonstration: the first real meetings would end it, and nobody asked for that."""
    feed = next_due(at)
    if feed is None or current_kind() is InstallationKind.DEMONSTRATION or not is_claimed(feed, at=at):
        return Done(0)
    options = ImportOptions(format=FeedFormat(feed.format), source=feed.name)
    web = Web(over, PATIENCE_SECONDS, LARGEST_UNATTENDED, unless=Version(feed.etag, feed.last_modified))
    try:
        import_meetings(origin=feed.url, options=options, at=at, web=web)
    except FeedRefused as refusal:
        Feed.objects.filter(pk=feed.pk, tried_at=at).update(last_failure=str(refusal)[:LONGEST_FAILURE])
        return Done(1, failed=1)
    return Done(1)


def ask_for_reading(*, feeds: QuerySet[Feed], at: datetime) -> int:
    """Makes them due at once, also those that wait longer after failures. How many there were: one without an address
    or hours is never read by itself. The worker reads them: a page that waits for others' machines holds a thread."""
    held = feeds.filter(refresh_hours__gt=0, is_demonstration=False).exclude(url="")
    return held.exclude(tried_at__gt=at - BEING_READ, last_failure=INTERRUPTED).update(tried_at=None)


def next_due(at: datetime) -> Feed | None:
    names = ("refresh_hours", "failures", "tried_at")
    waiting = Feed.objects.filter(refresh_hours__gt=0, is_demonstration=False).exclude(url="")
    kept = waiting.order_by(F("tried_at").asc(nulls_first=True), "pk").values("pk", *names)
    due = [each["pk"] for each in kept if is_due(**{name: each[name] for name in names}, at=at)]
    return Feed.objects.filter(pk=due[0]).first() if due else None


def is_claimed(feed: Feed, *, at: datetime) -> bool:
    """Counted as failed until it is taken: one that brings the worker down is not begun again each second. False
    where another worker was sooner."""
    mine = Feed.objects.filter(pk=feed.pk, tried_at=feed.tried_at)
    return bool(mine.update(tried_at=at, failures=feed.failures + 1, last_failure=INTERRUPTED))
