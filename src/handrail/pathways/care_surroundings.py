"""The directory round one place, as the search for alcohol, stimulants and other substances asks it."""

from collections.abc import Sequence

import numpy as np

from handrail.kernel.geography import great_circle_miles
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.care_rules import CARE_POINTS, Door, doors, missing_charges, requirement, wish_traits
from handrail.pathways.domain.care_search import CareOutcome, PlaceMatch
from handrail.pathways.domain.costs import closed_programs, wish_names
from handrail.pathways.domain.matching import Circle, holds, holds_one, meeting
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Counts
from handrail.pathways.domain.relaxing import Easing, Miles
from handrail.pathways.domain.weights import SIGNS


class CareSurroundings:
    """Answers `care_search.PlaceSurroundings` from the index in memory."""

    def __init__(self, index: PathIndex, need: Need, *, latitude: float, longitude: float, state: str) -> None:
        self.index, self.need = index, need
        self.place = {"latitude": latitude, "longitude": longitude, "state": state}
        self.circles: dict[Miles, Circle] = {}

    def circle(self, miles: Miles) -> Circle:
        if miles not in self.circles:
            self.circles[miles] = self.index.circle(**self.place, miles=miles, need=self.need)
        return self.circles[miles]

    def places(
        self, door: Door, *, miles: Miles, wishes: Sequence[str], is_covered: bool, count: int
    ) -> list[PlaceMatch]:
        circle = self.circle(miles)
        at = self.fitting(door, circle, wishes=wishes, is_covered=is_covered)
        costs, rows = self.costs(door, circle, at), circle.rows[at]
        ranks = self.index.columns.rank[rows]
        best = np.lexsort((ranks, costs))[:count]
        return [PlaceMatch(int(costs[each]), int(ranks[each]), int(rows[each])) for each in best]

    def fitting(self, door: Door, circle: Circle, *, wishes: Sequence[str], is_covered: bool) -> np.ndarray:
        """Positions in the circle. A row that is about mental health alone is no help with a substance."""
        rule = requirement(door, self.need, wishes=wishes, is_covered=is_covered)
        fits = meeting(circle.traits, rule) & ~self.index.index.is_mental_health[circle.rows]
        return fits.nonzero()[0]

    def costs(self, door: Door, circle: Circle, at: np.ndarray) -> np.ndarray:
        traits = circle.traits[at]
        cost = np.rint(circle.miles[at] * CARE_POINTS["care_distance"]).astype(np.int64)
        for trait, points in missing_charges(self.need).items():
            cost += points * lacking(traits, frozenset({trait}))
        for sign in SIGNS:
            cost += CARE_POINTS[f"sign_{sign}_missing"] * lacking(traits, frozenset({f"sign:{sign}"}))
        for wish in wish_names(self.need):
            if wanted := wish_traits(wish, door, self.need):
                cost += CARE_POINTS["wish_not_met"] * lacking(traits, wanted)
        if closed := closed_programs(self.need):
            cost += CARE_POINTS["run_for_others"] * holds_one(traits, closed)
        if "medicaid" in self.need.payment:
            is_abroad = circle.columns.state[circle.rows[at]] != circle.home_state
            cost += CARE_POINTS["medicaid_across_state_line"] * is_abroad
        return cost

    def counts(self, outcome: CareOutcome) -> Counts:
        """Of the last circle looked at: the facilities in it, and how many are such a place."""
        easing = outcome.far or (outcome.places[-1].easing if outcome.places else Easing(None, ()))
        door = outcome.places[-1].door if outcome.places else doors(self.need)[0]
        circle = self.circle(easing.miles)
        fits = self.fitting(door, circle, wishes=easing.kept, is_covered=easing.is_covered)
        return Counts(in_radius=self.index.treating_addiction(circle), matching=len(fits))

    def miles_to(self, row: int) -> float:
        index = self.index.index
        here = self.place["latitude"], self.place["longitude"]
        return great_circle_miles(*here, float(index.latitude[row]), float(index.longitude[row]))

    def knows_who_is_open(self) -> bool:
        return self.index.is_anyone_open(self.need)


def lacking(traits: np.ndarray, wanted: frozenset[str]) -> np.ndarray:
    return ~holds(traits, wanted)
