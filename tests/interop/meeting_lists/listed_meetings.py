"""Feeds and meetings in the database, for tests of the lists."""

from dataclasses import replace
from datetime import UTC, datetime

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.importing.columns import columns_of
from handrail.meetings.models import Feed, Meeting
from meetings.export.published_samples import RECORD

READ = datetime(2026, 11, 20, 8, tzinfo=UTC)


def make_feed(name: str = "springfield", **overrides) -> Feed:
    """Of the Springfield area, which lets others publish its links."""
    facts = {
        "name": name,
        "title": "Springfield Area",
        "format": FeedFormat.TSML,
        "fellowship": Fellowship.NA,
        "shares_video_links": True,
        "read_at": READ,
        "changed_at": READ,
    }
    return Feed.objects.create(**facts | overrides)


def make_meeting(feed: Feed, *, gone_at: datetime | None = None, **told) -> Meeting:
    """Monday night in Springfield, as the importer keeps it."""
    number = Meeting.objects.count() + 1
    columns = columns_of(replace(RECORD, **{"key": f"key-{number}", **told}))
    return Meeting.objects.create(
        feed=feed,
        first_seen_at=READ,
        last_seen_at=READ,
        changed_at=READ,
        gone_at=gone_at,
        **columns,
    )
