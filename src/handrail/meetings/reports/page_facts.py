"""All that a meeting's own page tells and asks about its reports."""

from dataclasses import dataclass
from datetime import date, datetime

from handrail.meetings.models import Meeting
from handrail.meetings.reports.corrections import Way, ways_to_correct
from handrail.meetings.reports.queries import held_last, standing_of
from handrail.meetings.wordings.positions import PositionTold, position_told
from handrail.meetings.wordings.standing import Tag, tags_of


@dataclass(frozen=True, slots=True)
class ReportsTold:
    """`day` is the one that is asked about."""

    day: date
    tags: tuple[Tag, ...]
    position: PositionTold
    ways: tuple[Way, ...]


def reports_of(*, meeting: Meeting, at: datetime, language: str) -> ReportsTold:
    """Costs no query where the meeting was read with its `feed` and its `word`."""
    standing = standing_of(meeting, at=at)
    return ReportsTold(
        day=held_last(meeting=meeting, at=at).day,
        tags=tags_of(standing, language),
        position=position_told(standing.position, language),
        ways=ways_to_correct(meeting=meeting, language=language),
    )
