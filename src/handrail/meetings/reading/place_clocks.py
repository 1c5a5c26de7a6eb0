"""Which zones a place may lie in: by ZIP code, town, state, province and country."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import available_timezones

import zipcodes

from handrail.directory.domain.nudges import ZONES as ZONES_OF_STATES
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.places.states import OTHER_NAMES, STATES
from handrail.kernel.text_folding import fold

FILE = Path(__file__).with_name("zone_places.toml")
UNITED_STATES = frozenset({"us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"})
CANADA = frozenset({"ca", "can", "canada"})
AUSTRALIA = frozenset({"au", "aus", "australia"})
MOST_KNOWN = 20_000  # ZIP codes without a state whose zone is remembered: a feed names each many times
NEARLY_ALL = 0.9
STATE_CODES = {fold(name): code for code, name in STATES.items()} | {fold(n): code for n, code in OTHER_NAMES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What a row says about its place. `is_exact`: people meet there; an online meeting's is often rough."""

    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class PlaceZones:
    """`zones` are all that the place may keep, the one of most people first; `why` names what told so."""

    zones: tuple[str, ...]
    why: str


NOWHERE = PlaceZones((), "")


def zones_at(place: Whereabouts) -> PlaceZones:
    """One zone where the place is told well enough, several where it is not, none where nothing is known of it."""
    country = fold(place.country)
    if country and country not in UNITED_STATES:
        return zones_abroad(country, place.state)
    if state := state_code(place.state):
        return zones_in_state(state, place)
    if not country and (in_canada := zones_in_canada(place.state)).zones:
        return in_canada
    if zone := zone_of_zip(place.postal_code):
        return PlaceZones((zone,), "the ZIP code")
    return of_large_country("us") if country else NOWHERE


def zones_in_state(state: str, place: Whereabouts) -> PlaceZones:
    """A state with one clock is surer than a ZIP code, in which people mistype; where it has several, the ZIP tells."""
    known = ZONES_OF_STATES.get(state, ())
    if len(known) == 1:
        return PlaceZones(known, "the state")
    if zone := zone_of_zip(place.postal_code, state):
        return PlaceZones((zone,), "the ZIP code")
    if zone := zone_of_town(place.city, state):
        return PlaceZones((zone,), "the town")
    most = zone_of_state(state)
    return PlaceZones((most, *(zone for zone in known if zone != most)), "the state")


def zones_abroad(country: str, state: str) -> PlaceZones:
    if country in CANADA and (in_canada := zones_in_canada(state)).zones:
        return in_canada
    if country in AUSTRALIA and (zone := by_name("australia", state)):
        return PlaceZones((zone,), "the state")
    if zone := by_name("country", country):
        return PlaceZones((zone,), "the country")
    return of_large_country(country)


def zones_in_canada(province: str) -> PlaceZones:
    if zone := by_name("canada", province):
        return PlaceZones((zone,), "the province")
    zones = by_name("most_of_canada", province), by_name("also_in_canada", province)
    return PlaceZones(zones, "the province") if all(zones) else NOWHERE


def of_large_country(country: str) -> PlaceZones:
    """The empty one stands for its others, which no table names."""
    zone = by_name("most_of_country", country)
    return PlaceZones((zone, ""), "the country") if zone else NOWHERE


def state_code(text: str) -> str:
    code = text.strip(" .").upper()
    return code if code in STATES else STATE_CODES.get(fold(text), "")


def zone_of_zip(text: str, state: str = "") -> str:
    """Only a ZIP code of that state: one of another is mistyped, or no ZIP code."""
    digits = text.strip()[:5]
    if not (len(digits) == 5 and digits.isascii() and digits.isdigit()):
        return ""
    return clocks_in(state).zips.get(digits, "") if state else zone_of_any_zip(digits)


@lru_cache(MOST_KNOWN)
def zone_of_any_zip(digits: str) -> str:
    return main_zone(row["timezone"] for row in zipcodes.matching(digits))


def zone_of_town(city: str, state: str) -> str:
    return clocks_in(state).towns.get(city.strip().title(), "")


class ClocksOfState(NamedTuple):
    """The zone of each ZIP code and each town."""

    zips: dict[str, str]
    towns: dict[str, str]


@cache
def clocks_in(state: str) -> ClocksOfState:
    """Looked up once for each state: the list knows no order, and every question looks at all of it."""
    zips: dict[str, list[str]] = {}
    towns: dict[str, list[str]] = {}
    for row in zipcodes.filter_by(state=state):
        zips.setdefault(row["zip_code"], []).append(row["timezone"])
        towns.setdefault(row["city"], []).append(row["timezone"])
    return ClocksOfState(
        {code: main_zone(zones) for code, zones in zips.items()},
        {town: main_zone(zones) for town, zones in towns.items()},
    )


def main_zone(told: Iterable[str]) -> str:
    """Of nearly all: the list gives a few post-office boxes of a town another zone, and one place a town's name."""
    zones = Counter(told)
    zone, times = next(iter(zones.most_common(1)), ("", 0))
    return zone if zone in known_zones() and times >= NEARLY_ALL * zones.total() else ""


@cache
def known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def by_name(table: str, name: str) -> str:
    return tables()[table].get(fold(name), "")


@cache
def tables() -> dict[str, dict[str, str]]:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        table: {fold(name): zone for zone, names in by_zone.items() for name in names}
        for table, by_zone in content.items()
    }
