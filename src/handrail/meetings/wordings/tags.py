"""The short notes under a meeting: what is known of medicine there, and what makes its entry doubtful."""

from dataclasses import dataclass
from datetime import datetime

from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import ZoneFrom
from handrail.meetings.models import Meeting
from handrail.meetings.wordings.freshness import old_told
from handrail.web.translation import mark, translate

MEDICINE_WELCOME = mark("Medicine welcome")
HOUR_NOT_SURE = mark("Time zone not sure: check the hour")


@dataclass(frozen=True, slots=True)
class Tag:
    """`tone` is a class of the style: none, `ask`, `warn`."""

    words: str
    tone: str = ""


def tags_of(meeting: Meeting, *, at: datetime, language: str) -> tuple[Tag, ...]:
    """The one place where tags are added. `meeting.feed` is at hand."""
    told = []
    if Trait.MEDICINE_WELCOME in meeting.traits:
        told.append(Tag(translate(MEDICINE_WELCOME, language)))
    if meeting.zone_from == ZoneFrom.GUESSED:
        told.append(Tag(translate(HOUR_NOT_SURE, language), "ask"))
    if old := old_told(meeting.feed.read_at, at=at, language=language):
        told.append(Tag(old, "warn"))
    return tuple(told)
