"""The directory round one place, as relaxing asks it: circles and rankings are worked out once for each search."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from handrail.kernel.geography import great_circle_miles
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.matching import Circle, Legs, Match, PairSearch, go_on_legs, holds
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.relaxing import Easing, Miles
from handrail.pathways.domain.requirements import Kind, Requirement, path_rule


class DirectorySurroundings:
    """Answers `domain.relaxing.Surroundings` from the index in memory."""

    def __init__(self, index: PathIndex, need: Need, *, latitude: float, longitude: float, state: str) -> None:
        self.index, self.need = index, need
        self.place = {"latitude": latitude, "longitude": longitude, "state": state}
        self.circles: dict[Miles, Circle] = {}
        self.rankings: dict[tuple, tuple[int, list[Match]]] = {}
        self.searches: dict[tuple, PairSearch] = {}
        self.go_ons: dict[tuple, Legs] = {}

    def circle(self, miles: Miles) -> Circle:
        if miles not in self.circles:
            self.circles[miles] = self.index.circle(**self.place, miles=miles, need=self.need)
        return self.circles[miles]

    def best(
        self,
        kind: Kind,
        *,
        miles: Miles,
        wishes: Sequence[str],
        is_covered: bool,
        count: int,
        starting: frozenset[str] = frozenset(),
    ) -> list[Match]:
        key = (kind, miles, tuple(wishes), is_covered, starting)
        asked, matches = self.rankings.get(key, (0, []))
        if asked < count:
            matches = self.search(kind, miles, tuple(wishes), is_covered).cheapest(count, starting)
            self.rankings[key] = (count, matches)
        return matches[:count]

    def search(self, kind: Kind, miles: Miles, wishes: tuple[str, ...], is_covered: bool) -> PairSearch:
        key = (kind, miles, wishes, is_covered)
        if key not in self.searches:
            rule = path_rule(kind, self.need, wishes=wishes, is_covered=is_covered)
            go_ons = partial(self.shared_go_ons, miles, rule.go_on, kind is not Kind.MEDICINE_FIRST)
            self.searches[key] = PairSearch(self.circle(miles), rule, self.need, go_ons)
        return self.searches[key]

    def shared_go_ons(self, miles: Miles, requirement: Requirement, takes_over: bool) -> Legs:
        """Withdrawal and a stay ask the same of what comes after."""
        key = (miles, requirement, takes_over)
        if key not in self.go_ons:
            self.go_ons[key] = go_on_legs(self.circle(miles), requirement, self.need, takes_over=takes_over)
        return self.go_ons[key]

    def holds(self, row: int, traits: frozenset[str]) -> bool:
        return bool(holds(self.index.columns.traits[row : row + 1], traits)[0])

    def farthest_miles(self, match: Match) -> float:
        return max(self.miles_to(match.start), self.miles_to(match.go_on))

    def miles_to(self, row: int) -> float:
        index = self.index.index
        here = self.place["latitude"], self.place["longitude"]
        return great_circle_miles(*here, float(index.latitude[row]), float(index.longitude[row]))

    def knows_who_is_open(self) -> bool:
        return self.index.is_anyone_open(self.need)

    def count_starts(self, kinds: Sequence[Kind], easing: Easing) -> int:
        """How many facilities of a circle could be the first leg of a path of these kinds that has a second."""
        fits = np.zeros(len(self.circle(easing.miles).rows), dtype=bool)
        for kind in kinds:
            search = self.search(kind, easing.miles, tuple(easing.kept), easing.is_covered)
            if len(search.go_ons.places):
                fits[search.starts.places] = True
        return int(np.count_nonzero(fits))
