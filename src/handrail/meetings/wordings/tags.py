"""The short notes under a meeting: what is known of medicine there, and what makes its entry doubtful."""

from datetime import datetime

from handrail.meetings.domain.venues import ZoneFrom
from handrail.meetings.models import Meeting
from handrail.meetings.reports.queries import standing_of
from handrail.meetings.wordings.freshness import old_told
from handrail.meetings.wordings.standing import standing_tags
from handrail.meetings.wordings.tag import Tag
from handrail.web.translation import mark, translate

HOUR_NOT_SURE = mark("Time zone not sure: check the hour")


def tags_of(meeting: Meeting, *, at: datetime, language: str) -> tuple[Tag, ...]:
    """The one place where tags are added. `meeting.feed` and `meeting.word` are at hand."""
    told = list(standing_tags(standing_of(meeting, at=at), language))
    if meeting.zone_from == ZoneFrom.GUESSED:
        told.append(Tag(translate(HOUR_NOT_SURE, language), "ask"))
    if old := old_told(meeting.feed.read_at, at=at, language=language):
        told.append(Tag(old, "warn"))
    return tuple(told)
