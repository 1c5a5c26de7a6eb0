"""Meetings as their pages take them: with their feed, gone ones as well."""

import re
from collections.abc import Sequence

from django.db.models import QuerySet

from handrail.meetings.export.published import PublishedMeeting
from handrail.meetings.export.queries import PUBLIC, publisher_of, record_of
from handrail.meetings.models import Meeting

PUBLIC_ID = re.compile(r"[a-z2-7]{1,16}")


def meeting_by_public_id(*, public_id: str) -> Meeting | None:
    """One that its feed no longer names is found too: its page says what became of it."""
    if not PUBLIC_ID.fullmatch(public_id):
        return None
    return with_feeds(Meeting.objects.filter(public_id=public_id)).first()


def meetings_named(*, public_ids: Sequence[str]) -> tuple[Meeting, ...]:
    """In the order asked for, in two queries whatever their number; ids that nobody has are left out."""
    rows = with_feeds(Meeting.objects.filter(public_id__in=public_ids)) if public_ids else ()
    found = {each.public_id: each for each in rows}
    return tuple(found[each] for each in public_ids if each in found)


def with_feeds(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each feed once: what a BMLT server says of its bodies is long."""
    return meetings.prefetch_related("feed")


def published(meeting: Meeting) -> PublishedMeeting:
    """As lists take it, so that a page tells no more than they may."""
    return PublishedMeeting(
        number=meeting.pk,
        public_id=meeting.public_id,
        record=record_of(meeting),
        publisher=publisher_of({name: getattr(meeting.feed, name) for name in PUBLIC}),
        changed_at=meeting.changed_at,
    )
