"""The lines of a printed week: one for each time that a meeting is held, or one for the whole week where all days are
alike."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from handrail.meetings.domain.occurrences import Occurrence, WeeklyTime
from handrail.meetings.domain.seven_days import SevenDays
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.page_facts import page_facts
from handrail.meetings.one_meeting.queries import published
from handrail.meetings.one_meeting.times import weekly_time
from handrail.meetings.week.known import known_on_paper
from handrail.meetings.wordings.days import hours_told
from handrail.meetings.wordings.fellowships import fellowship_short
from handrail.meetings.wordings.languages import languages_told
from handrail.meetings.wordings.tag import Tag
from handrail.meetings.wordings.tags import HOUR_NOT_SURE
from handrail.meetings.wordings.traits import traits_told
from handrail.web.translation import translate


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on paper of one meeting. `where` is empty where it is held online alone."""

    hours: str
    name: str
    fellowship: str
    where: str
    more: str
    known: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """`day` is None where it is every day, and `starts` None by appointment."""

    row: Row
    day: date | None = None
    starts: datetime | None = None


def lines_of(meeting: Meeting, week: SevenDays, language: str, *, at: datetime) -> list[Line]:
    row, weekly = row_of(meeting, language, at=at), weekly_time(published(meeting).record)
    if weekly is None:
        return [Line(row)]
    lines = [line_of(row, weekly, each, week, language) for each in week.held(weekly)]
    return [replace(lines[0], day=None)] if week.is_alike_each_day(weekly) else lines


def line_of(row: Row, weekly: WeeklyTime, evening: Occurrence, week: SevenDays, language: str) -> Line:
    hours = hours_told(weekly, week.local(evening.start), week.local(evening.end), language)
    return Line(replace(row, hours=hours), week.day_of(evening), evening.start)


def row_of(meeting: Meeting, language: str, *, at: datetime) -> Row:
    """No link and no way in: paper has no press, and hangs where everybody reads it."""
    facts, known = page_facts(meeting, language, at=at), known_on_paper(meeting, language, at=at)
    where = (facts.where.place, facts.where.address) if facts.where else ()
    how = facts.venue_told if facts.venue is not Venue.IN_PERSON else ""
    doubt = translate(HOUR_NOT_SURE, language) if meeting.zone_from == ZoneFrom.GUESSED else ""
    spoken, traits = languages_told(meeting.languages, language), traits_told(meeting.traits, language)
    return Row(
        hours="",
        name=facts.name,
        fellowship=fellowship_short(meeting.fellowship, language),
        where=", ".join(filter(None, where)),
        more=", ".join(filter(None, (how, spoken, *known.for_whom, *traits, *known.unsure, doubt))),
        known=known.tags,
    )
