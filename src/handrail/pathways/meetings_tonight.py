"""The meetings on the last leg of every path of a search: near the place and online, soon by its clock."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handrail.directory.places.place import Place
from handrail.meetings.finder.asking import STILL_WELCOME, zone_of_reader
from handrail.meetings.finder.known_meetings import known_meetings
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.index.finding import found_among, rows_in_reach
from handrail.meetings.index.live import current_meetings
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.query import MeetingQuery
from handrail.meetings.models import Meeting
from handrail.meetings.reports.queries import tells_to_stop
from handrail.meetings.wordings.times import first_day_ends
from handrail.pathways.domain.belonging import (
    FELLOWSHIPS,
    MOST_MEETINGS,
    NEAR_MILES,
    SOON,
    Candidate,
    HeldMeeting,
    Tonight,
    begun_before,
    chosen,
    is_for,
)

LOOKED_AT = 2 * MOST_MEETINGS  # of each rank: some are for others


@dataclass(frozen=True)
class HeldOnline:
    """What is held online is the same for everybody who asks within a minute; so it is looked for once."""

    minute: datetime
    candidates: tuple[Candidate, ...]


def meetings_tonight(
    *, place: Place, asked: Collection[str], at: datetime, index: MeetingIndex | None = None
) -> Tonight:
    """The same for all paths of one answer. `asked` is what the need says of the person (`Need.ruled`).

    One query at most, for what this process has not shown within the hour.
    """
    index = index or current_meetings()
    zone, minute = zone_of_reader(MeetingSearch(), place), at.replace(second=0, microsecond=0)
    near, online = held_near(index, place, minute), held_online(index, minute)
    facts = known_meetings(index).named({each.meeting_id for each in (*near, *online)}, at=at)
    near, online = fitting(near, facts, asked), fitting(online, facts, asked)
    ends = first_day_ends(at, zone)
    today = chosen(begun_before(near, ends), begun_before(online, ends))
    soon = today or chosen(near, online)
    return Tonight(
        meetings=tuple(HeldMeeting(facts[each.meeting_id], *each[1:]) for each in soon),
        place=place,
        zone=zone,
        at=at,
        is_listed=index.size > 0,
        is_today=bool(today),
    )


def held_near(index: MeetingIndex, place: Place, at: datetime) -> tuple[Candidate, ...]:
    return candidates(index, MeetingQuery(latitude=place.latitude, longitude=place.longitude, miles=NEAR_MILES), at)


def held_online(index: MeetingIndex, at: datetime) -> tuple[Candidate, ...]:
    kept: HeldOnline | None = index.companions.get(__name__)
    if kept is None or kept.minute != at:
        kept = index.companions[__name__] = HeldOnline(at, candidates(index, MeetingQuery(online=True), at))
    return kept.candidates


def candidates(index: MeetingIndex, where: MeetingQuery, at: datetime) -> tuple[Candidate, ...]:
    """The soonest of each rank within a day, every meeting once and with its best."""
    if not index.size:
        return ()
    found: dict[int, Candidate] = {}
    soon = replace(where, before=at + SOON, grace=STILL_WELCOME, page_size=LOOKED_AT)
    rows = rows_in_reach(index, soon)
    for rank, fellowships in FELLOWSHIPS.items():
        query = replace(soon, fellowships=fellowships, medicine_welcome=rank.is_welcome)
        for each in found_among(rows, index, query, at).meetings:
            if each.occurrence:  # by appointment: nobody can just go
                found.setdefault(each.meeting_id, Candidate(each.meeting_id, each.occurrence, each.miles, rank))
    return tuple(found.values())


def fitting(
    found: Collection[Candidate], facts: Mapping[int, Meeting], asked: Collection[str]
) -> tuple[Candidate, ...]:
    """Those for this person. One that was taken off its list since the index was built is left out."""
    known = ((each, facts.get(each.meeting_id)) for each in found)
    return tuple(each for each, told in known if told and is_for(told.traits, asked) and not tells_to_stop(told))
