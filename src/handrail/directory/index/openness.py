"""What lies over the index as a light cover, since it changes by the hour and expires by the clock: who is open now,
and which places both say that they work together."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple, TypeVar

import numpy as np

from handrail.directory.calls.queries import open_by_calls
from handrail.directory.domain.partnerships import Partners
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import FACILITIES, OPENNESS, DirectoryRevision
from handrail.directory.open_places.queries import Room, heard_of_lately, open_by_open_places
from handrail.directory.partnerships.queries import partners_now

Known = TypeVar("Known")
Until = Mapping[int, datetime]  # facility id: the first moment at which it is no longer known

OPEN_SOURCES: list[Callable[[datetime], Until]] = [open_by_open_places, open_by_calls]
"""Each says which facilities it knows to be open at a moment, and until when. One of them is enough."""


class Revisions(NamedTuple):
    """The stored numbers: one of the facilities, one of who is open."""

    facilities: int
    openness: int


@dataclass(frozen=True)
class Openness:
    """What is known of all facilities. `heard` of are those whose open places, or their lack, were told lately; `room`
    is told of a group of one, so it says for whom. `partners` are those that both sides confirmed."""

    revision: int = 0
    open_until: Until = field(default_factory=dict)
    heard_until: Until = field(default_factory=dict)
    room_until: Mapping[Room, datetime] = field(default_factory=dict)
    partners_until: Mapping[Partners, datetime] = field(default_factory=dict)

    @property
    def next_expiry(self) -> datetime | None:
        known = (self.open_until, self.heard_until, self.room_until, self.partners_until)
        return min((end for until in known for end in until.values()), default=None)

    def at(self, moment: datetime) -> "Openness":
        """Without what has expired. It asks nobody."""
        if self.next_expiry is None or moment < self.next_expiry:
            return self
        names = ("open_until", "heard_until", "room_until", "partners_until")
        return replace(self, **{name: still(getattr(self, name), moment) for name in names})


def still(until: Mapping[Known, datetime], moment: datetime) -> dict[Known, datetime]:
    return {known: end for known, end in until.items() if moment < end}


def stored_revisions() -> Revisions:
    numbers = dict(DirectoryRevision.objects.values_list("pk", "number"))
    return Revisions(numbers.get(FACILITIES, 0), numbers.get(OPENNESS, 0))


def openness_from_database(at: datetime) -> Openness:
    """The number is read first: what is newer than its label only causes one more look."""
    revision = stored_revisions().openness
    open_until: dict[int, datetime] = {}
    for source in OPEN_SOURCES:
        for facility_id, end in source(at).items():
            open_until[facility_id] = max(end, open_until.get(facility_id, end))
    heard = heard_of_lately(at)
    return Openness(revision, still(open_until, at), heard.until, heard.room_until, partners_now(at))


def with_openness(index: SearchIndex, openness: Openness) -> SearchIndex:
    """The same index, all other columns shared, in which these facilities are open and no others."""
    open_now = np.zeros(index.size, dtype=bool)
    open_now[positions_of(index, openness.open_until)] = True
    return replace(index, open_now=open_now, openness=openness, companions={})


def positions_of(index: SearchIndex, facility_ids: Collection[int]) -> np.ndarray:
    """Where they stand; who is not listed stands nowhere."""
    wanted = np.fromiter(facility_ids, dtype=np.int64, count=len(facility_ids))
    places = index.facility_ids.searchsorted(wanted, sorter=index.position_by_id)
    wanted, places = wanted[places < index.size], places[places < index.size]
    positions = index.position_by_id[places]
    return positions[index.facility_ids[positions] == wanted]
