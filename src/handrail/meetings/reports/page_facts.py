"""All that a meeting's own page tells and asks about its reports."""

from dataclasses import dataclass
from datetime import date, datetime

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.positions import POSITIONS
from handrail.meetings.models import Meeting
from handrail.meetings.reports.corrections import Way, ways_to_correct
from handrail.meetings.reports.queries import held_last
from handrail.meetings.wordings.positions import PositionTold, position_told
from handrail.meetings.wordings.tag import Tag
from handrail.meetings.wordings.tags import tags_of
from handrail.meetings.wordings.times import DAY_AND_DATE, weekday_told
from handrail.web.formats import MONTHS
from handrail.web.translation import translate


@dataclass(frozen=True, slots=True)
class ReportsTold:
    """`day` is the one that is asked about, `day_told` the same in words."""

    day: date
    day_told: str
    tags: tuple[Tag, ...]
    position: PositionTold
    ways: tuple[Way, ...]


def reports_of(*, meeting: Meeting, at: datetime, language: str) -> ReportsTold:
    """Costs no query where the meeting was read with its `feed` and its `word`."""
    day = held_last(meeting=meeting, at=at).day
    return ReportsTold(
        day=day,
        day_told=day_in_words(day, language),
        tags=tags_of(meeting, at=at, language=language),
        position=position_told(POSITIONS[Fellowship(meeting.fellowship)], language),
        ways=ways_to_correct(meeting=meeting, language=language),
    )


def day_in_words(day: date, language: str) -> str:
    weekday, month = weekday_told(day, language), translate(MONTHS[day.month - 1], language)
    return translate(DAY_AND_DATE, language, weekday=weekday, month=month, day=day.day)
