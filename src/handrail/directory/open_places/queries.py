"""What is known of open places: always as of a moment, and unknown past the shelf life."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Expression, ExpressionWrapper, F, IntegerField, Max, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from handrail.directory.domain.open_places import (
    CLOCK_SKEW,
    AgeBand,
    Group,
    Level,
    Numbers,
    OpenPlace,
    Payer,
    SaidBy,
    Sex,
    expires_at,
    known_at,
    newest_of_each,
)
from handrail.directory.models import Facility, OpenPlaces, OpenPlacesEvent

Room = tuple[int, Group]  # a facility, and for whom

MOST_FOUND = 20
KEPT = Coalesce("facility__merged_into_id", "facility_id")  # the row under which the place is listed now

PLACES_KEPT: list[Expression] = []
"""Each counts the places of a row's group that are kept for somebody, by SQL: `kept` is the facility, beside level,
sex, age band and payer. `referrals` adds its own. Nobody is sent to a place that another is on the way to."""


def free_places() -> Combinable:
    """What was said to be open, less what is kept for somebody."""
    return Greatest(F("available") - kept_places(), Value(0))


def kept_places() -> Combinable:
    """How many of a group are kept for somebody. Whoever counts the open ones counts these among them."""
    held: Combinable = Value(0)
    for kept in PLACES_KEPT:
        held = held + kept
    return held


def shelf_life() -> timedelta:
    return timedelta(hours=settings.OPEN_PLACES_HOURS)


def is_fresh(at: datetime) -> Q:
    """As `domain.open_places.is_fresh`, asked of the database."""
    return Q(updated_at__gt=at - shelf_life(), updated_at__lte=at + CLOCK_SKEW)


def open_places_of(*, facility_ids: Collection[int], at: datetime) -> dict[int, tuple[OpenPlace, ...]]:
    """Of many facilities in one query. A facility of which nothing was ever said is not in it: "call to ask".

    What was said of a row that was merged since counts for the row that was kept.
    """
    life = shelf_life()
    found: dict[int, list[OpenPlace]] = defaultdict(list)
    if facility_ids:
        rows = OpenPlaces.objects.annotate(kept=KEPT).annotate(free=free_places())
        for row in rows.filter(kept__in=facility_ids):
            found[row.kept].append(as_known(row, Numbers(row.free, row.maximum), at=at, life=life))
    return {facility_id: newest_of_each(places) for facility_id, places in found.items()}


def as_known(row: OpenPlaces, numbers: Numbers, *, at: datetime, life: timedelta) -> OpenPlace:
    return known_at(row.group, numbers, updated_at=row.updated_at, said_by=SaidBy(row.source), at=at, shelf_life=life)


def numbers_said(*, facility: Facility, at: datetime) -> dict[Group, Numbers]:
    """Of one place, as they were said and while they are believed: places that are kept are counted in them."""
    rows = OpenPlaces.objects.annotate(kept=KEPT).filter(is_fresh(at), kept=facility.pk)
    return {row.group: row.numbers for row in rows.order_by("updated_at", "-pk")}


def row_said_last(*, facility: Facility, group: Group) -> OpenPlaces | None:
    """Of a place and its merged rows, the one that counts."""
    rows = OpenPlaces.objects.annotate(kept=KEPT).select_related("facility")
    rows = rows.filter(kept=facility.pk, **columns_of(group))
    return rows.order_by("-updated_at", "pk").first()


def open_by_open_places(at: datetime) -> dict[int, datetime]:
    """Facilities with room somewhere, and until when that is believed: a source of the index's `open_now`."""
    return until(place for place in fresh_places(at) if place.available)


class Heard(NamedTuple):
    """Facilities of which anything fresh is known, open or full, and the groups of them that have room."""

    until: dict[int, datetime]
    room_until: dict[Room, datetime]


def heard_of_lately(at: datetime) -> Heard:
    """Only these need to be asked about for a page, and only for whom there is room does a search count them open."""
    places, life = fresh_places(at), shelf_life()
    room = {place.room: expires_at(place.updated_at, shelf_life=life) for place in places if place.available}
    return Heard(until(places), room)


class Fresh(NamedTuple):
    """What was said last of one group, while it is believed."""

    facility_id: int
    group: Group
    updated_at: datetime
    available: int

    @property
    def room(self) -> Room:
        return self.facility_id, self.group


def fresh_places(at: datetime) -> list[Fresh]:
    rows = OpenPlaces.objects.annotate(kept=KEPT).annotate(free=free_places()).filter(is_fresh(at))
    rows = rows.order_by("updated_at", "-pk")
    columns = rows.values_list("kept", *GROUP_COLUMNS, "updated_at", "free")
    told = (Fresh(row[0], as_group(*row[1:5]), *row[5:]) for row in columns)
    newest = {each.room: each for each in told}  # a later row takes the place of an earlier one
    return list(newest.values())


GROUP_COLUMNS = ("level", "sex", "age_band", "payer")


def as_group(level: str, sex: str, age_band: str, payer: str) -> Group:
    return Group(Level(level), Sex(sex), AgeBand(age_band), Payer(payer))


def columns_of(group: Group) -> dict[str, str]:
    """As they are stored, in every table that tells of one group."""
    return {name: getattr(group, name) for name in GROUP_COLUMNS}


def until(places: Iterable[Fresh]) -> dict[int, datetime]:
    life, found = shelf_life(), dict[int, datetime]()
    for place in places:
        end = expires_at(place.updated_at, shelf_life=life)
        found[place.facility_id] = max(end, found.get(place.facility_id, end))
    return found


@dataclass(frozen=True)
class Sheet:
    """What the desk edits: each group's last numbers, and the last event's, by which a change is noticed."""

    facility: Facility
    numbers: dict[Group, Numbers]
    places: tuple[OpenPlace, ...]
    seen: int
    last: OpenPlacesEvent | None
    kept: Mapping[Group, int] = field(default_factory=dict)  # of the open ones, for somebody


def sheet(*, facility: Facility, at: datetime) -> Sheet:
    """The event is read first: numbers newer than `seen` only make the editor look again."""
    last = OpenPlacesEvent.objects.filter(facility=facility).select_related("by").first()
    told = OpenPlaces.objects.annotate(kept=KEPT).annotate(held=ExpressionWrapper(kept_places(), IntegerField()))
    rows, life = list(told.filter(facility=facility)), shelf_life()
    return Sheet(
        facility=facility,
        numbers={row.group: row.numbers for row in rows},
        places=tuple(as_known(row, row.numbers, at=at, life=life) for row in rows),
        seen=last.pk if last else 0,
        last=last,
        kept={row.group: row.held for row in rows},
    )


def events_of(*, facility: Facility, most: int = 20) -> list[OpenPlacesEvent]:
    return list(OpenPlacesEvent.objects.filter(facility=facility).select_related("by")[:most])


@dataclass(frozen=True)
class Told:
    """A facility in the desk's list: what is known of it, what it said last, when, and the number by which a change
    is noticed."""

    facility: Facility
    lines: tuple[OpenPlace, ...]
    numbers: dict[Group, Numbers]
    said_at: datetime
    seen: int


def told_lately(*, at: datetime, most: int = 50) -> list[Told]:
    """Those told of longest ago come first: they are the next to become unknown, or already are."""
    facilities = (
        Facility.objects.listed()
        .filter(open_places__isnull=False)
        .annotate(said_at=Max("open_places__updated_at"))
        .prefetch_related("open_places")
        .order_by("said_at", "pk")[:most]
    )
    facilities = list(facilities)
    places = open_places_of(facility_ids=[each.pk for each in facilities], at=at)
    seen = dict(
        OpenPlacesEvent.objects.filter(facility__in=[each.pk for each in facilities])
        .order_by()
        .values_list("facility_id")
        .annotate(last=Max("pk"))
    )
    return [
        Told(each, places.get(each.pk, ()), last_numbers(each), each.said_at, seen.get(each.pk, 0))
        for each in facilities
    ]


def last_numbers(facility: Facility) -> dict[Group, Numbers]:
    """The last numbers of each group, however old: for the desk alone."""
    return {row.group: row.numbers for row in facility.open_places.all()}


@dataclass(frozen=True)
class ToldCount:
    """Listed facilities by whether anything that they said is still believed."""

    fresh: int
    faded: int


def told_count(*, at: datetime) -> ToldCount:
    told = Facility.objects.listed().filter(open_places__isnull=False)
    fresh = told.filter(pk__in=OpenPlaces.objects.filter(is_fresh(at)).values("facility")).distinct().count()
    return ToldCount(fresh, told.distinct().count() - fresh)


def facilities_named(*, text: str, most: int = MOST_FOUND) -> list[Facility]:
    """Listed facilities whose name, program or town holds every word: for the desk, which knows whom it called."""
    words = text.split()[:6]
    if not words:
        return []
    found = Facility.objects.listed()
    for word in words:
        found = found.filter(
            Q(name__icontains=word) | Q(program__icontains=word) | Q(city__icontains=word) | Q(zip__startswith=word)
        )
    return list(found.order_by("name", "city", "pk")[:most])
