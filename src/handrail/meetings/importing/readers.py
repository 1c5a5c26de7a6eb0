"""The reader of each format, with what is known of the feed beside its rows."""

import contextlib

from handrail.meetings.domain.feeds import FeedDefaults, FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedReading, FeedRefused
from handrail.meetings.importing.origins import FeedContent
from handrail.meetings.models import Feed
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.bmlt_side_answers import read_formats
from handrail.meetings.reading.tsml import read_tsml


def reading_of(found: FeedContent, feed: Feed) -> FeedReading:
    """`feed` need not be saved."""
    content, defaults = found.content or b"", FeedDefaults(Fellowship(feed.fellowship), feed.zone)
    if feed.format == FeedFormat.TSML:
        return read_tsml(content, defaults)
    keep_formats_inside(found, feed)
    return read_bmlt(
        content,
        defaults,
        formats=feed.formats if found.formats is None else found.formats,
        service_bodies=feed.service_bodies if found.service_bodies is None else found.service_bodies,
        server_minutes=feed.default_minutes,
    )


def keep_formats_inside(found: FeedContent, feed: Feed) -> None:
    """An answer with `get_used_formats` brings its formats along: kept where nothing better was ever told."""
    content = found.content or b""
    if found.formats is None and not feed.formats and content.lstrip().startswith(b"{"):
        with contextlib.suppress(FeedRefused):
            found.formats = read_formats(content)
