"""What the finder answers: the next meetings near the person and the next online, side by side in one list by time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import inf

from django.db.models import QuerySet

from handrail.meetings.domain.venues import Venue
from handrail.meetings.finder.search import MOST_STEPS
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.live import current_meetings
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.query import Found, FoundMeeting, MeetingQuery
from handrail.meetings.models import Meeting

STEP = 25
"""Of each kind at a time. By time alone, what runs online all over the world would hide the room around the corner."""
MOST_SUSPENDED = 20
NOTHING = Found(total=0, meetings=())
NEVER = datetime.max.replace(tzinfo=UTC)
OF_A_CARD = (
    "public_id", "name", "fellowship", "venue", "place", "street", "city", "state", "is_approximate", "latitude",
    "longitude", "languages", "traits", "zone", "zone_from", "minutes", "confirmed_at", "changed_upstream",
    "changed_at", "gone_at", "last_seen_at", "feed__name", "feed__title", "feed__read_at", "feed__is_demonstration",
    "word__medicine", "word__medicine_days", "word__doubt", "word__doubt_days", "word__doubted_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One meeting of the list, and the time of it that was found."""

    meeting: Meeting
    found: FoundMeeting


@dataclass(frozen=True, slots=True)
class FoundList:
    """`near` and `online` count all matches. `is_loaded`: any list of meetings is there at all."""

    hits: tuple[Hit, ...] = ()
    near: int = 0
    online: int = 0
    suspended: int = 0
    has_more: bool = False
    is_loaded: bool = True
    suspended_hits: tuple[Hit, ...] = ()

    @property
    def total(self) -> int:
        return self.near + self.online


def meetings_found(
    query: MeetingQuery, *, is_online_too: bool, steps: int, with_suspended: bool, at: datetime
) -> FoundList:
    """In one or two searches of the index and one query, however many are found."""
    index = current_meetings()
    near, online = both(index, query, is_online_too, at, size=STEP * steps)
    paused = paused_of(index, query, at) if with_suspended else ()
    order = merged([*near.meetings, *online.meetings], at)
    known = listed_with_feeds().in_bulk([each.meeting_id for each in (*order, *paused)])
    return FoundList(
        hits=hits_of(order, known),
        near=near.total,
        online=online.total,
        suspended=near.suspended + online.suspended,
        has_more=steps < MOST_STEPS and max(near.total, online.total) > STEP * steps,
        is_loaded=index.size > 0,
        suspended_hits=hits_of(paused, known),
    )


def both(
    index: MeetingIndex, query: MeetingQuery, is_online_too: bool, at: datetime, *, size: int
) -> tuple[Found, Found]:
    """What is near, and what is online beside it."""
    first = find_meetings(index, replace(query, page_size=size), at)
    if query.latitude is None:
        return NOTHING, first
    if not is_online_too:
        return first, NOTHING
    return first, find_meetings(index, replace(query, page_size=size, online=True, only_elsewhere=True), at)


def number_found(query: MeetingQuery, *, is_online_too: bool, at: datetime) -> int:
    """For a choice that is only offered: how many it would bring."""
    return sum(found.total for found in both(current_meetings(), query, is_online_too, at, size=0))


def paused_of(index: MeetingIndex, query: MeetingQuery, at: datetime) -> tuple[FoundMeeting, ...]:
    """What is listed and not held now, on whatever day and however it is held."""
    asked = replace(
        query, venues=frozenset({Venue.SUSPENDED}), weekdays=frozenset(), parts_of_day=frozenset(), before=None,
        page_size=MOST_SUSPENDED, online=False,
    )  # fmt: skip
    return find_meetings(index, asked, at).meetings


def merged(found: Iterable[FoundMeeting], at: datetime) -> list[FoundMeeting]:
    """What has begun first, the nearest of it first; then the soonest; by appointment last."""
    return sorted(found, key=lambda each: (soonest(each, at), inf if each.miles is None else each.miles))


def soonest(found: FoundMeeting, at: datetime) -> datetime:
    return NEVER if found.occurrence is None else max(found.occurrence.start, at)


def hits_of(order: Iterable[FoundMeeting], known: dict[int, Meeting]) -> tuple[Hit, ...]:
    """One that left its list a moment ago is left out."""
    return tuple(Hit(known[each.meeting_id], each) for each in order if each.meeting_id in known)


def listed_with_feeds() -> QuerySet[Meeting]:
    return Meeting.objects.listed().select_related("feed", "word").only(*OF_A_CARD)
