"""A week of meetings on paper, for a wall or a pocket: seven days, every hour by one clock, nothing of who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.meetings.domain.occurrences import Occurrence, WeeklyTime
from handrail.meetings.domain.seven_days import SevenDays
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.page_facts import MeetingFacts, page_facts
from handrail.meetings.one_meeting.queries import published
from handrail.meetings.one_meeting.times import weekly_time
from handrail.meetings.week.helplines import Helpline, helplines_of
from handrail.meetings.wordings.days import date_told, date_within, hours_told
from handrail.meetings.wordings.fellowships import fellowship_short
from handrail.meetings.wordings.languages import languages_told
from handrail.meetings.wordings.tags import HOUR_NOT_SURE
from handrail.meetings.wordings.traits import traits_told
from handrail.meetings.wordings.zones import zone_told
from handrail.web.translation import translate


@dataclass(frozen=True, slots=True)
class Row:
    """One evening of one meeting. `where` is empty where it is held online alone."""

    hours: str
    name: str
    fellowship: str
    where: str
    more: str


@dataclass(frozen=True, slots=True)
class Day:
    told: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`not_held` are suspended, or no longer listed: of those somebody picked, it is said how many."""

    days: tuple[Day, ...]
    by_appointment: tuple[Row, ...]
    clock: str
    first: str
    last: str
    helplines: tuple[Helpline, ...]
    not_held: int

    @property
    def is_empty(self) -> bool:
        return not (self.by_appointment or any(day.rows for day in self.days))


def sheet_of(meetings: Sequence[Meeting], language: str, *, zone: str, at: datetime) -> Sheet:
    week = SevenDays.beginning_at(at, zone)
    held = [each for each in meetings if each.gone_at is None and each.venue != Venue.SUSPENDED]
    facts = {each.pk: page_facts(each, language, at=at) for each in held}
    evenings = sorted(
        ((evening, each) for each in held for evening in evenings_of(each, week)),
        key=lambda pair: (pair[0].start, pair[1].name, pair[1].pk),
    )
    return Sheet(
        days=tuple(day_of(week, number, evenings, facts, language) for number in range(len(week.days))),
        by_appointment=tuple(row_of(each, facts[each.pk], "", language) for each in held if not each.weekdays),
        clock=zone_told(zone, language),
        first=date_told(week.first, language),
        last=date_within(week.last, language),
        helplines=helplines_of(held),
        not_held=len(meetings) - len(held),
    )


def evenings_of(meeting: Meeting, week: SevenDays) -> list[Occurrence]:
    weekly = weekly_time(published(meeting).record)
    return list(week.held(weekly)) if weekly else []


def day_of(
    week: SevenDays,
    number: int,
    evenings: Sequence[tuple[Occurrence, Meeting]],
    facts: dict[int, MeetingFacts],
    language: str,
) -> Day:
    day = week.days[number]
    rows = (
        row_of(meeting, facts[meeting.pk], hours_of(evening, meeting, week, language), language)
        for evening, meeting in evenings
        if week.day_of(evening) == day
    )
    return Day(date_told(day, language), tuple(rows))


def hours_of(evening: Occurrence, meeting: Meeting, week: SevenDays, language: str) -> str:
    starts, ends = week.local(evening.start), week.local(evening.end)
    weekly = WeeklyTime.of(meeting.weekdays, meeting.start, meeting.minutes, meeting.zone)
    return hours_told(weekly, starts, ends, language) if weekly else ""


def row_of(meeting: Meeting, facts: MeetingFacts, hours: str, language: str) -> Row:
    """No link and no way in: paper has no press, and hangs where everybody reads it."""
    where = (facts.where.place, facts.where.address) if facts.where else ()
    how = facts.venue_told if facts.venue is not Venue.IN_PERSON else ""
    unsure = translate(HOUR_NOT_SURE, language) if meeting.zone_from == ZoneFrom.GUESSED else ""
    traits = traits_told(meeting.traits, language)
    more = (how, languages_told(meeting.languages, language), *traits, unsure, facts.doubt)
    fellowship = fellowship_short(meeting.fellowship, language)
    return Row(hours, facts.name, fellowship, ", ".join(filter(None, where)), ", ".join(filter(None, more)))
