"""The same search by looking at every meeting in plain Python: slow, obvious, and what the index must equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo, available_timezones

from handrail.directory.index.sphere import chord_squared, largest_chord_squared, miles_of, unit_vector
from handrail.meetings.domain.occurrences import (
    Occurrence,
    WeeklyTime,
    occurrence_to_join,
    occurrences_to_join,
    weekday_of,
    whole_second,
)
from handrail.meetings.domain.parts_of_day import part_of_hour
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.facts import facts_of
from handrail.meetings.index.query import Found, FoundMeeting, MeetingQuery, Order
from handrail.meetings.index.rows import MeetingRow

KNOWN_ZONES = frozenset(available_timezones())
FAR_FUTURE = 2**62


@dataclass(frozen=True, slots=True)
class Match:
    row: MeetingRow
    occurrence: Occurrence | None
    square: float


def reference_answer(rows: Sequence[MeetingRow], query: MeetingQuery, at: datetime) -> Found:
    reached = [(row, square) for row in rows if (square := reach(row, query)) is not None and has_facts(row, query)]
    found = [match for row, square in reached if is_held(row, query) for match in matches(row, square, query, at)]
    found.sort(key=lambda match: order_of(match, query, at))
    page = found[(query.page - 1) * query.page_size : query.page * query.page_size]
    return Found(
        total=len(found),
        meetings=tuple(FoundMeeting(each.row.pk, each.occurrence, miles(each.square)) for each in page),
        suspended=sum(row.venue == Venue.SUSPENDED for row, _ in reached),
        counts=counts(rows, found) if query.counted else {},
    )


def reach(row: MeetingRow, query: MeetingQuery) -> float | None:
    """The squared chord, or inf where there is no distance; None: out of reach."""
    is_online = row.venue in (Venue.ONLINE, Venue.HYBRID)
    if query.latitude is None or query.longitude is None:
        return inf if is_online or not query.online else None
    square = inf
    if row.latitude is not None and row.longitude is not None:
        here, there = unit_vector(row.latitude, row.longitude), unit_vector(query.latitude, query.longitude)
        square = chord_squared(here, there)
    if row.venue != Venue.ONLINE and (query.miles is None or square <= largest_chord_squared(query.miles)):
        return None if query.only_elsewhere else square
    return inf if is_online and query.online else None


def has_facts(row: MeetingRow, query: MeetingQuery) -> bool:
    return (
        query.all_traits <= set(row.traits)
        and (not query.fellowships or row.fellowship in query.fellowships)
        and (not query.languages or bool(query.languages & set(row.languages)))
    )


def is_held(row: MeetingRow, query: MeetingQuery) -> bool:
    return row.venue in query.venues if query.venues else row.venue != Venue.SUSPENDED


def matches(row: MeetingRow, square: float, query: MeetingQuery, at: datetime) -> list[Match]:
    is_timed = row.venue != Venue.SUSPENDED and row.zone in KNOWN_ZONES
    weekly = WeeklyTime.of(row.weekdays, row.start, row.minutes, row.zone) if is_timed else None
    if weekly is None:
        return [] if query.asks_for_time else [Match(row, None, square)]
    if not query.asks_for_time:
        return [Match(row, occurrence_to_join(weekly, at=at, grace=query.grace), square)]
    each_day = occurrences_to_join(weekly, at=at, grace=query.grace)
    return [Match(row, each, square) for each in each_day if suits(each, query)][:1]


def suits(occurrence: Occurrence, query: MeetingQuery) -> bool:
    if query.before is not None and occurrence.start >= whole_second(query.before):
        return False
    local = occurrence.start.astimezone(ZoneInfo(query.reader_zone or "UTC"))
    return (not query.weekdays or weekday_of(local.date()) in query.weekdays) and (
        not query.parts_of_day or part_of_hour(local.hour) in query.parts_of_day
    )


def order_of(match: Match, query: MeetingQuery, at: datetime) -> tuple[float, float, float, str]:
    start = FAR_FUTURE if match.occurrence is None else match.occurrence.start.timestamp()
    soonest = max(start, whole_second(at).timestamp())
    by_distance = inf if match.occurrence is None else match.square
    return soonest if query.order is Order.NEXT else by_distance, soonest, match.square, match.row.public_id


def miles(square: float) -> float | None:
    return None if square == inf else miles_of(square)


def counts(rows: Sequence[MeetingRow], found: Sequence[Match]) -> dict[str, int]:
    known = {fact for row in rows for fact in facts_in(row)}
    listed = [facts_in(match.row) for match in found]
    return {fact: sum(fact in facts for facts in listed) for fact in known}


def facts_in(row: MeetingRow) -> frozenset[str]:
    return facts_of(fellowship=row.fellowship, venue=row.venue, traits=row.traits, languages=row.languages)
