"""The directory round one place, as relaxing asks it: circles and rankings are worked out once for each search."""

from collections.abc import Sequence

import numpy as np

from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.matching import Circle, Match, best_paths, holds, meeting
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.relaxing import Miles
from handrail.pathways.domain.requirements import Kind, path_rule


class DirectorySurroundings:
    """Answers `domain.relaxing.Surroundings` from the index in memory."""

    def __init__(self, index: PathIndex, need: Need, *, latitude: float, longitude: float, state: str) -> None:
        self.index, self.need = index, need
        self.place = {"latitude": latitude, "longitude": longitude, "state": state}
        self.circles: dict[Miles, Circle] = {}
        self.rankings: dict[tuple, tuple[int, list[Match]]] = {}

    def circle(self, miles: Miles) -> Circle:
        if miles not in self.circles:
            self.circles[miles] = self.index.circle(**self.place, miles=miles)
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
            rule = path_rule(kind, self.need, wishes=wishes, is_covered=is_covered)
            matches = best_paths(self.circle(miles), rule, self.need, count=count, starting=starting)
            self.rankings[key] = (count, matches)
        return matches[:count]

    def holds(self, row: int, traits: frozenset[str]) -> bool:
        return bool(holds(self.index.columns.traits[row : row + 1], traits)[0])

    def count_starts(self, kinds: Sequence[Kind], *, miles: Miles, wishes: Sequence[str]) -> int:
        """How many facilities of a circle could be the first leg of a path of these kinds."""
        traits = self.circle(miles).traits
        fits = np.zeros(len(traits), dtype=bool)
        for kind in kinds:
            fits |= meeting(traits, path_rule(kind, self.need, wishes=wishes).start)
        return int(fits.sum())
