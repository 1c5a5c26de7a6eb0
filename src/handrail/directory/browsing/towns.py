"""States and towns with what is listed there: counted once for each revision of the facilities, then held in memory."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db.models import Count

from handrail.directory.domain.card_lines import lists_buprenorphine, lists_methadone
from handrail.directory.index.companions import kept_with_facilities
from handrail.directory.index.live import current_index
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import Facility
from handrail.directory.places.states import STATES, state_name
from handrail.directory.places.town_slugs import same_town, town_slug, usual_spelling
from handrail.kernel.geography import great_circle_miles

NEAR_MILES, MOST_NEAR = 60.0, 8


@dataclass(frozen=True)
class State:
    """A state or territory and how many places are listed in it."""

    code: str
    name: str
    facilities: int

    def called(self, language: str) -> str:
        return state_name(self.code, language)

    @property
    def slug(self) -> str:
        return self.code.lower()


@dataclass(frozen=True)
class Town:
    """A town as the directory knows it: `cities` are its spellings there, `point` the middle of its places."""

    name: str
    slug: str
    state: str
    cities: tuple[str, ...]
    facilities: int
    methadone: int
    buprenorphine: int
    point: tuple[float, float] | None

    @property
    def state_slug(self) -> str:
        return self.state.lower()


@dataclass(frozen=True)
class NearTown:
    town: Town
    miles: float


class Listed(NamedTuple):
    """One place as its town counts it."""

    position: int
    city: str
    codes: frozenset[str]


class TownTables:
    """All that browsing counts of the facilities, whoever is open. A state's towns are read when first asked for."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self._towns: dict[str, dict[str, Town]] = {}

    @cached_property
    def states(self) -> tuple[State, ...]:
        """Every state and territory by name, also those where nothing is listed."""
        counted = Counter(self.index.state[position] for position in self._shown.tolist())
        known = STATES | {code: code for code in counted if code not in STATES}
        return tuple(State(code, name, counted[code]) for code, name in sorted(known.items(), key=lambda one: one[1]))

    @cached_property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """Which source and year the listed places come from, the largest first."""
        loaded = Facility.objects.listed().values("source", "source_year").annotate(facilities=Count("pk"))
        ordered = sorted(loaded, key=lambda one: (-one["facilities"], one["source"], one["source_year"]))
        return tuple((one["source"], one["source_year"]) for one in ordered)

    def towns(self, state: str) -> dict[str, Town]:
        """By the key that all spellings of a town share."""
        found = self._towns.get(state)
        if found is None:
            found = self._towns[state] = self._read_towns(state)
        return found

    def near(self, town: Town) -> tuple[NearTown, ...]:
        """Other towns with places, the nearest first, also across the border of the state."""
        if town.point is None:
            return ()
        positions, _ = self.index.near(*town.point, NEAR_MILES)
        states = sorted({self.index.state[position] for position in positions.tolist()})
        others = (other for state in states for other in self.towns(state).values() if other != town and other.point)
        measured = [NearTown(other, great_circle_miles(*town.point, *other.point)) for other in others if other.point]
        measured.sort(key=lambda near: (near.miles, near.town.slug))
        return tuple(near for near in measured[:MOST_NEAR] if near.miles <= NEAR_MILES)

    @cached_property
    def _shown(self) -> np.ndarray:
        """Places that treat addiction: those for mental health alone are found by name."""
        return (~self.index.is_mental_health).nonzero()[0]

    @cached_property
    def _by_state(self) -> dict[str, list[int]]:
        positions = defaultdict(list)
        for position in self._shown.tolist():
            positions[self.index.state[position]].append(position)
        return positions

    def _read_towns(self, state: str) -> dict[str, Town]:
        rows = Facility.objects.shown_in(state=state).order_by().values_list("pk", "city", "codes")
        listed = {pk: (city, frozenset(codes.split())) for pk, city, codes in rows}
        keys = {city: same_town(city) for city in {city for city, _ in listed.values()}}
        towns: dict[str, list[Listed]] = defaultdict(list)
        for position in self._by_state.get(state, ()):
            found = listed.get(int(self.index.facility_ids[position]))
            if found is not None:  # else a place that left the directory a moment ago
                towns[keys[found[0]]].append(Listed(position, *found))
        return {key: self._town(state, placed) for key, placed in towns.items()}

    def _town(self, state: str, placed: list[Listed]) -> Town:
        cities = Counter(each.city for each in placed)
        name = usual_spelling(list(cities.items()))
        return Town(
            name=name.title() if name.isupper() else name,
            slug=town_slug(name),
            state=state,
            cities=tuple(sorted(cities)),
            facilities=len(placed),
            methadone=sum(lists_methadone(each.codes) for each in placed),
            buprenorphine=sum(lists_buprenorphine(each.codes) for each in placed),
            point=self._middle(np.array([each.position for each in placed])),
        )

    def _middle(self, positions: np.ndarray) -> tuple[float, float] | None:
        located = positions[positions < self.index.located]
        if not len(located):
            return None
        return middle(self.index.latitude[located]), middle(self.index.longitude[located])


def middle(values: np.ndarray) -> float:
    """A single wrong point does not move it, as it would an average; numpy's own takes a hundred times as long."""
    return float(sorted(values.tolist())[len(values) // 2])


def town_tables() -> TownTables:
    return kept_with_facilities(current_index(), __name__, TownTables)
