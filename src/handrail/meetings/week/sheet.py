"""A week of meetings on paper, for a wall or a pocket: seven days, every hour by one clock, nothing of who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.meetings.domain.occurrences import Occurrence
from handrail.meetings.domain.seven_days import SevenDays
from handrail.meetings.domain.venues import Venue
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.page_facts import MeetingFacts, page_facts
from handrail.meetings.one_meeting.queries import published
from handrail.meetings.one_meeting.times import weekly_time
from handrail.meetings.week.helplines import Helpline, helplines_of
from handrail.meetings.wordings.days import date_told, date_within, span_told
from handrail.meetings.wordings.zones import zone_told

BETWEEN = " · "


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
        by_appointment=tuple(row_of(facts[each.pk], "") for each in held if not each.weekdays),
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
        row_of(facts[meeting.pk], span_told(week.local(evening.start), week.local(evening.end), language))
        for evening, meeting in evenings
        if week.day_of(evening) == day
    )
    return Day(date_told(day, language), tuple(rows))


def row_of(facts: MeetingFacts, hours: str) -> Row:
    """No link and no way in: paper has no press, and hangs where everybody reads it."""
    where = (facts.where.place, facts.where.address) if facts.where else ()
    more = (facts.venue_told if facts.venue is not Venue.IN_PERSON else "", facts.languages, *facts.expected.who,
            *facts.expected.access)  # fmt: skip
    return Row(hours, facts.name, facts.fellowship, ", ".join(filter(None, where)), BETWEEN.join(filter(None, more)))
