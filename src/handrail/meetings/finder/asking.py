"""From what a person chose to what the index is asked, by their own clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handrail.directory.domain.zones import EASTERN, zone_of_state
from handrail.directory.places.place import Place
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.occurrences import DAY, weekday_of
from handrail.meetings.domain.parts_of_day import PartOfDay
from handrail.meetings.domain.traits import Trait
from handrail.meetings.finder.choices import MEDICINE, MEMBERS, NOW, TODAY, TOMORROW
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.index.query import MeetingQuery
from handrail.meetings.reading.place_clocks import Whereabouts, zones_at

STILL_WELCOME = timedelta(minutes=20)
"""So long after its beginning a meeting is offered as one to go to. Product choice: doors stay open, and who comes at
twenty past sits down at the back. Who asks for what runs now is shown all of it."""
SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TimeWanted:
    """In terms of the index."""

    weekdays: frozenset[int] = frozenset()
    before: datetime | None = None
    grace: timedelta = STILL_WELCOME


def zone_of_reader(search: MeetingSearch, place: Place | None) -> str:
    """Of the place, else as they chose. Eastern time where nobody says: it has most people."""
    if place is None:
        return search.zone or EASTERN
    town = place.label.rpartition(",")[0] if place.zip is None else ""
    known = zones_at(Whereabouts(city=town, state=place.state, postal_code=place.zip or ""))
    return next(filter(None, known.zones), "") or zone_of_state(place.state)


def time_wanted(when: str, *, zone: str, at: datetime) -> TimeWanted:
    today = at.astimezone(ZoneInfo(zone)).date()
    if when == NOW:
        return TimeWanted(before=at + SOON, grace=DAY)
    if when == TODAY:
        return TimeWanted(before=midnight(today + DAY, zone))
    if when == TOMORROW:
        return TimeWanted(frozenset({weekday_of(today + DAY)}), midnight(today + 2 * DAY, zone))
    return TimeWanted(frozenset({int(when)}) if when else frozenset())


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def query_of(search: MeetingSearch, *, place: Place | None, zone: str, at: datetime) -> MeetingQuery:
    """What is near, where there is a place and it is wanted; else what is online."""
    wanted = time_wanted(search.when, zone=zone, at=at)
    is_near = place is not None and search.is_near_a_place
    return MeetingQuery(
        latitude=place.latitude if place and is_near else None,
        longitude=place.longitude if place and is_near else None,
        miles=float(search.miles) if is_near else None,
        online=not is_near,
        fellowships=fellowships_of(search.kind),
        traits=frozenset(Trait(value) for value in search.needs if value != MEDICINE),
        languages=frozenset({search.language} - {""}),
        medicine_welcome=MEDICINE in search.needs,
        reader_zone=zone,
        weekdays=wanted.weekdays,
        parts_of_day=frozenset({PartOfDay(search.part)}) if search.part else frozenset(),
        before=wanted.before,
        grace=wanted.grace,
    )


def fellowships_of(kinds: tuple[str, ...]) -> frozenset[Fellowship]:
    return frozenset().union(*(MEMBERS[kind] for kind in kinds))
