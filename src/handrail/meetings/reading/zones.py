"""In which zone the clock of a row runs, and who says so."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from handrail.directory.domain.zones import EASTERN
from handrail.kernel.text_folding import fold
from handrail.meetings.domain.venues import ZoneFrom
from handrail.meetings.reading.place_clocks import (
    PlaceZones,
    Whereabouts,
    by_name,
    known_zones,
    zones_at,
)

LONGEST = 64
FILLERS = frozenset({"time", "standard", "daylight", "(us", "&", "canada)", "zone"})
NOT_A_PLACE_S = frozenset({"Factory", "localtime", "posixrules"})


@dataclass(frozen=True, slots=True)
class ReadZone:
    """`was` and `read_as` are to be reported where the row's own words were not taken as they stand, or where the
    zone is a guess; both are empty otherwise."""

    zone: str
    source: ZoneFrom
    was: str = ""
    read_as: str = ""


def zone_of(*, told: str, place: Whereabouts, default: str) -> ReadZone:
    """The row's own zone, then the place, then the feed's, then a guess, in this order and for these reasons:

    1. What the row says, if such a zone exists: nobody knows better. Its words ("Eastern") are read as well.
    2. Where people meet, if that place lies in one zone: they come by the clock on the wall there. It beats the feed's
       own zone, which the operator set for rows that are silent: a list of many states has one, and a street in Oregon
       does not move for it.
    3. The feed's zone, if the place does not contradict it. An online meeting's rough place does not: in real lists
       it says where the group comes from, while the hours are those of the whole list.
    4. The rough place of an online meeting, where the feed has none: the specification wants it to imply one zone.
    5. A guess, marked as one: what most people of that state or country keep, else Eastern time.
    """
    row_zone = zone_named(told)
    if row_zone:
        return ReadZone(row_zone, ZoneFrom.ROW, *((told, row_zone) if row_zone != told.strip() else ()))
    found = zones_at(place)
    read = silent_row(found, place=place, default=zone_named(default))
    if told.strip():
        return ReadZone(read.zone, read.source, told[:LONGEST], f"{read.zone}, as there is no such zone")
    return read


def silent_row(found: PlaceZones, *, place: Whereabouts, default: str) -> ReadZone:
    is_clear = len(found.zones) == 1
    if is_clear and place.is_exact:
        return ReadZone(found.zones[0], ZoneFrom.PLACE)
    if default and (not place.is_exact or may_keep(found.zones, default)):
        return ReadZone(default, ZoneFrom.FEED)
    if is_clear:
        return ReadZone(found.zones[0], ZoneFrom.PLACE)
    zone, why = (found.zones[0], f"guessed by {found.why}") if found.zones else (EASTERN, "guessed by nothing")
    return ReadZone(zone, ZoneFrom.GUESSED, read_as=f"{zone}, {why}")


def may_keep(zones: tuple[str, ...], zone: str) -> bool:
    """An empty one among them: others than those that are named."""
    return not zones or "" in zones or any(same_clock(each, zone) for each in zones)


@cache
def same_clock(one: str, other: str) -> bool:
    """America/Detroit and America/New_York: two names of one hour, in winter and in summer."""
    days = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
    return all(day.astimezone(ZoneInfo(one)).utcoffset() == day.astimezone(ZoneInfo(other)).utcoffset() for day in days)


def zone_named(text: str) -> str:
    """The IANA name that is meant, or nothing. EST is read as Eastern time: lists write it all year round."""
    name = text.strip()[: LONGEST + 1]
    if word := by_name("words", " ".join(part for part in fold(name).split() if part not in FILLERS)):
        return word
    return zones_by_folded_name().get(fold(name).replace(" ", "_"), "")


@cache
def zones_by_folded_name() -> dict[str, str]:
    return {
        name.casefold(): name for name in known_zones() - NOT_A_PLACE_S if not name.startswith(("posix/", "right/"))
    }
