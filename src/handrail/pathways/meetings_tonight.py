"""The meetings on the last leg of every path of a search: near the place and online, tonight by its clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.places.place import Place
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.known_meetings import known_meetings
from handrail.meetings.index.live import current_meetings
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.query import FoundMeeting, MeetingQuery
from handrail.meetings.reading.place_clocks import Whereabouts, zones_at
from handrail.pathways.domain.belonging import (
    MOST_MEETINGS,
    NEAR_MILES,
    SOON,
    Candidate,
    HeldMeeting,
    Tonight,
    begun_before,
    chosen,
    tonight_ends,
)


@dataclass(frozen=True)
class HeldOnline:
    """What is held online is the same for everybody who asks within a minute; so it is found once."""

    minute: datetime
    candidates: tuple[Candidate, ...]


def meetings_tonight(*, place: Place, at: datetime, index: MeetingIndex | None = None) -> Tonight:
    """The same for all paths of one answer. One query at most, for what this process has not shown within the hour."""
    index = index or current_meetings()
    zone = clock_of(place)
    minute = at.replace(second=0, microsecond=0)
    near, online = held_near(index, place, minute), held_online(index, minute)
    night = tonight_ends(at, zone)
    tonight = chosen(begun_before(near, night), begun_before(online, night))
    soon = tonight or chosen(begun_before(near, at + SOON), begun_before(online, at + SOON))
    return Tonight(
        meetings=tuple(with_facts(index, soon, at)),
        zone=zone,
        at=at,
        is_listed=index.size > 0,
        is_tonight=bool(tonight),
        is_any_near=bool(begun_before(near, night if tonight else at + SOON)),
    )


def held_near(index: MeetingIndex, place: Place, at: datetime) -> tuple[Candidate, ...]:
    query = MeetingQuery(
        latitude=place.latitude, longitude=place.longitude, miles=NEAR_MILES, page_size=MOST_MEETINGS
    )
    return candidates(index, query, at)


def held_online(index: MeetingIndex, at: datetime) -> tuple[Candidate, ...]:
    kept: HeldOnline | None = index.companions.get(__name__)
    if kept is None or kept.minute != at:
        found = candidates(index, MeetingQuery(online=True, page_size=MOST_MEETINGS), at)
        kept = index.companions[__name__] = HeldOnline(at, found)
    return kept.candidates


def candidates(index: MeetingIndex, query: MeetingQuery, at: datetime) -> tuple[Candidate, ...]:
    """The soonest of all, and the soonest of those where people on medicine are known to be welcome."""
    welcome = soonest(index, replace(query, medicine_welcome=True), at)
    is_welcome = {each.meeting_id for each in welcome}
    others = (each for each in soonest(index, query, at) if each.meeting_id not in is_welcome)
    return tuple(
        Candidate(each.meeting_id, each.occurrence, each.miles, each.meeting_id in is_welcome)
        for each in (*welcome, *others)
        if each.occurrence  # by appointment: nobody can just go
    )


def soonest(index: MeetingIndex, query: MeetingQuery, at: datetime) -> Sequence[FoundMeeting]:
    return find_meetings(index, query, at).meetings if index.size else ()


def with_facts(index: MeetingIndex, found: Sequence[Candidate], at: datetime) -> Iterator[HeldMeeting]:
    """One that was taken off its list since the index was built is left out."""
    known = known_meetings(index).named({each.meeting_id for each in found}, at=at) if found else {}
    for each in found:
        if each.meeting_id in known:
            yield HeldMeeting(known[each.meeting_id], each.occurrence, each.miles, each.is_medicine_welcome)


def clock_of(place: Place) -> str:
    """By ZIP code or town: the state alone has another clock in its far corner."""
    town = place.label.split(",")[0] if place.precision == "city" else ""
    told = zones_at(Whereabouts(city=town, state=place.state, postal_code=place.zip or "")).zones
    return told[0] if told else zone_of_state(place.state)
