"""Bringing the meetings of one source to what its feed says, or changing nothing."""

from datetime import datetime

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.importing.actions.keeping import Taken, keep_sighting, keep_taken, standing
from handrail.meetings.importing.options import USUAL_FELLOWSHIP, ImportOptions
from handrail.meetings.importing.origins import THE_WEB, Web, read_origin
from handrail.meetings.importing.plan import rows_of
from handrail.meetings.importing.readers import reading_of
from handrail.meetings.importing.report import ImportReport
from handrail.meetings.models import Feed


def import_meetings(*, origin: str, options: ImportOptions, at: datetime, web: Web = THE_WEB) -> ImportReport:
    """`origin` is a file or an address. A second run of the same feed changes nothing.

    Fetching, reading and comparing by digest need no lock: others wait for the writing alone.
    """
    held = Feed.objects.filter(name=options.source).first()
    was, feed = standing(held), told_feed(held, options)
    found = read_origin(origin, options, web)
    if found.content is None:
        return keep_sighting(feed, was, at=at)
    reading = reading_of(found, feed)
    found.content = None  # up to two hundred megabytes, and all of it is read
    taken = Taken(origin, options, feed, was, found, reading, rows_of(reading))
    return keep_taken(taken, at=at)


def told_feed(held: Feed | None, options: ImportOptions) -> Feed:
    """The source with what the operator now says of it, unsaved. Where they say nothing, it stays as it is."""
    feed = held or Feed(name=options.source, format=options.format, fellowship=USUAL_FELLOWSHIP[options.format])
    if feed.format != options.format:
        raise FeedRefused(
            f"The source {feed.name} is kept as {feed.format}: say --format {feed.format}, or take another name."
        )
    feed.fellowship = options.fellowship or feed.fellowship
    feed.zone = feed.zone if options.zone is None else options.zone
    return feed
