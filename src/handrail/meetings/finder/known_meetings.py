"""Meetings shown lately, so that a page that names a few asks the database for none. Begun anew with each index."""

from collections.abc import Iterable
from datetime import datetime

from handrail.meetings.finder.found import listed_with_feeds
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.models import Meeting

MOST_KNOWN = 4_096  # some megabytes; then it starts anew


class KnownMeetings:
    """Remembers meetings only: never who asked, nor from where. And for an hour at most, since a feed that is read
    again and found unchanged has another age, and nothing else tells of it."""

    def __init__(self) -> None:
        self.hour: datetime | None = None
        self.by_id: dict[int, Meeting] = {}

    def named(self, ids: Iterable[int], *, at: datetime) -> dict[int, Meeting]:
        """With their feeds, the unknown ones in one query. What was taken off its list since is left out."""
        by_id, wanted = self.kept(at), set(ids)
        found = {pk: known for pk in wanted if (known := by_id.get(pk))}
        if missing := wanted - found.keys():
            new = listed_with_feeds().in_bulk(missing)
            by_id.update(new)
            found |= new
        return found

    def kept(self, at: datetime) -> dict[int, Meeting]:
        hour = at.replace(minute=0, second=0, microsecond=0)
        if hour != self.hour or len(self.by_id) > MOST_KNOWN:
            self.hour, self.by_id = hour, {}
        return self.by_id


def known_meetings(index: MeetingIndex) -> KnownMeetings:
    known: KnownMeetings = index.companions.setdefault(__name__, KnownMeetings())
    return known
