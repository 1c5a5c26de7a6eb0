"""Which meetings stand on a printed week, and by whose clock it is printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from handrail.directory.domain.zones import EASTERN
from handrail.directory.places.place import Place
from handrail.directory.places.resolving import resolve_place
from handrail.meetings.domain.venues import Venue
from handrail.meetings.finder.asking import query_of, zone_of_reader
from handrail.meetings.finder.choices import ONLINE
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.live import current_meetings
from handrail.meetings.index.query import Order
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.queries import with_feeds

MOST_PRINTED = 40
"""Meetings on one sheet, so that it stays some pages long. Product choice."""


@dataclass(frozen=True, slots=True)
class WeekOf:
    """`place` is None where the meetings were picked, or are held online. `left_out`: more than a sheet holds; `order`
    says which of all it holds then, None: those that were picked first."""

    meetings: tuple[Meeting, ...]
    zone: str
    place: Place | None = None
    left_out: int = 0
    order: Order | None = None


def week_near(search: MeetingSearch, *, at: datetime) -> WeekOf:
    """The nearest, whatever their day; of those online, the next. Raises what reading the form and its place raises."""
    search = replace(search, when="")
    search.check()
    place = resolve_place(search.place) if search.place or search.where != ONLINE else None
    zone = zone_of_reader(search, place)
    query = query_of(search, place=place, zone=zone, at=at)
    order = Order.NEXT if query.latitude is None else Order.NEAREST
    found = find_meetings(current_meetings(), replace(query, order=order, page_size=MOST_PRINTED), at)
    meetings = in_order([each.meeting_id for each in found.meetings])
    shown_place = place if order is Order.NEAREST else None
    return WeekOf(meetings, zone, shown_place, found.total - len(found.meetings), order)


def in_order(numbers: list[int]) -> tuple[Meeting, ...]:
    """One that its feed has left since the index was built is left out."""
    found = {each.pk: each for each in with_feeds(Meeting.objects.listed().filter(pk__in=numbers))}
    return tuple(found[number] for number in numbers if number in found)


def zone_of_most(meetings: Iterable[Meeting]) -> str:
    """Of those held in a room, since people go there by its clock; of those that can be joined from elsewhere as well,
    and then of all, only where there is no such room."""
    known = list(meetings)
    for venues in ({Venue.IN_PERSON}, {Venue.IN_PERSON, Venue.HYBRID}, set(Venue)):
        if zones := Counter(each.zone for each in known if each.venue in venues):
            return zones.most_common(1)[0][0]
    return EASTERN
