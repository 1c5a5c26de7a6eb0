"""What a page tells and asks about the reports on one meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from handrail.meetings.domain.fellowships import FOR_FAMILIES, Fellowship
from handrail.meetings.domain.positions import POSITIONS
from handrail.meetings.domain.reports import MEDICINE, SEEN, Answer
from handrail.meetings.domain.venues import Venue
from handrail.meetings.models import Meeting
from handrail.meetings.reports.queries import held_last
from handrail.meetings.wordings.positions import PositionTold, position_told
from handrail.meetings.wordings.times import DAY_AND_DATE, weekday_told
from handrail.web.formats import MONTHS
from handrail.web.translation import translate


@dataclass(frozen=True, slots=True)
class ReportsTold:
    """`day` is the one that is asked about, `day_told` the same in words."""

    day: date
    day_told: str
    position: PositionTold
    is_asked: bool
    is_medicine_asked: bool


def reports_of(*, meeting: Meeting, at: datetime, language: str) -> ReportsTold:
    """Costs no query where the meeting was read with its `feed` and its `word`."""
    day, fellowship = held_last(meeting=meeting, at=at).day, Fellowship(meeting.fellowship)
    return ReportsTold(
        day=day,
        day_told=day_in_words(day, language),
        position=position_told(POSITIONS[fellowship], language),
        is_asked=is_asked(meeting, SEEN),
        is_medicine_asked=is_asked(meeting, MEDICINE),
    )


def is_asked(meeting: Meeting, answers: tuple[Answer, ...]) -> bool:
    """Nobody is asked about a suspended meeting, and families about no medicine of their own."""
    is_for_families = Fellowship(meeting.fellowship) in FOR_FAMILIES
    return meeting.venue != Venue.SUSPENDED and not (answers == MEDICINE and is_for_families)


def day_in_words(day: date, language: str) -> str:
    weekday, month = weekday_told(day, language), translate(MONTHS[day.month - 1], language)
    return translate(DAY_AND_DATE, language, weekday=weekday, month=month, day=day.day)
