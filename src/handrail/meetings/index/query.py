"""What a search for meetings asks, and what it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.occurrences import DAYS_A_WEEK, GRACE, Occurrence
from handrail.meetings.domain.parts_of_day import PartOfDay
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue


class Order(StrEnum):
    """By either, meetings by appointment come last."""

    NEXT = "next"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingQuery:
    """A choice left empty asks nothing. `weekdays` (0 is Sunday) and `parts_of_day` are those of the reader's clock.

    With a point: what is held in a room within so many miles (None: at any distance). With `online`: what is held
    online, wherever it is, beside that or alone; `only_elsewhere` leaves out what is near, for who asks for it apart.
    With neither: everything. Suspended meetings are found only where `venues` asks for them. `grace` is how long after
    its beginning a meeting is still the next one. Nothing is found that begins at the moment `before` or later.
    """

    latitude: float | None = None
    longitude: float | None = None
    miles: float | None = None
    online: bool = False
    only_elsewhere: bool = False
    fellowships: frozenset[Fellowship] = frozenset()
    traits: frozenset[Trait] = frozenset()  # all of them
    languages: frozenset[str] = frozenset()
    venues: frozenset[Venue] = frozenset()
    medicine_welcome: bool = False
    reader_zone: str = ""
    weekdays: frozenset[int] = frozenset()
    parts_of_day: frozenset[PartOfDay] = frozenset()
    before: datetime | None = None
    order: Order = Order.NEXT
    grace: timedelta = GRACE
    page: int = 1
    page_size: int = 50
    counted: bool = False

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("A point has a latitude and a longitude.")
        if self.latitude is None and self.miles is not None:
            raise ValueError("A radius needs a point.")
        if (self.weekdays or self.parts_of_day) and not self.reader_zone:
            raise ValueError("A day of the week is one of somebody's clock.")
        if self.only_elsewhere and (self.latitude is None or not self.online):
            raise ValueError("Elsewhere is online, and not near a point.")
        if not self.weekdays <= set(range(DAYS_A_WEEK)):
            raise ValueError("Weekdays are 0 (Sunday) to 6.")
        if self.page < 1 or self.page_size < 0 or self.grace < timedelta():
            raise ValueError("Pages are counted from 1, and neither their size nor a grace is negative.")

    @property
    def asks_for_time(self) -> bool:
        return bool(self.weekdays or self.parts_of_day or self.before)

    @property
    def all_traits(self) -> frozenset[Trait]:
        return self.traits | {Trait.MEDICINE_WELCOME} if self.medicine_welcome else self.traits


class FoundMeeting(NamedTuple):
    """No occurrence: by appointment, or suspended. No miles: none can be told, or it is held online elsewhere."""

    meeting_id: int
    occurrence: Occurrence | None
    miles: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """All matches counted, and those of one page in order.

    `suspended` are as many as match but for being held, whatever the day. `counts` tell, where asked for, how many of
    all matches hold each fact: see facts.py for their names.
    """

    total: int
    meetings: tuple[FoundMeeting, ...]
    suspended: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
