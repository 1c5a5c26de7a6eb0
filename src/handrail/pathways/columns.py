"""The directory's index as path matching reads it: traits and charges, judged once for each revision."""

import threading

import numpy as np

from handrail.directory.index.search_index import SearchIndex
from handrail.pathways.domain.matching import CONTINUE_CLASS, START_CLASS, Circle, Columns, class_number, holds
from handrail.pathways.domain.traits import BIT_OF, TRAITS
from handrail.pathways.domain.weights import POINTS, SIGNS, VISITS_A_WEEK
from handrail.pathways.known_facilities import KnownFacilities


class PathIndex:
    """A search index with the columns of path matching beside it."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.state_numbers = {state: number for number, state in enumerate(sorted(set(index.state)))}
        self.columns = columns_of(index, self.state_numbers)
        self.known = KnownFacilities(index)

    def circle(self, *, latitude: float, longitude: float, state: str, miles: float | None) -> Circle:
        """The facilities within `miles` of a point; None: the whole nation."""
        rows, distances = self.index.near(latitude, longitude, miles)
        return Circle(rows, distances, self.columns.traits[rows], self.columns, self.state_numbers.get(state, -1))


def columns_of(index: SearchIndex, state_numbers: dict[str, int]) -> Columns:
    traits = trait_words(index)
    charge = np.zeros(index.size, dtype=np.int32)
    for sign in SIGNS:
        charge += POINTS[f"sign_{sign}_missing"] * lacking(traits, f"sign:{sign}")
    maintains_not = lacking(traits, "maintains")
    may_taper = POINTS["continue_may_not_maintain"] * maintains_not
    return Columns(
        traits=traits,
        rank=index.id_rank,
        organization=index.name_group,
        state=np.array([state_numbers[state] for state in index.state], dtype=np.int16),
        visits=visits_a_week(traits),
        start_charge=(
            charge
            + POINTS["start_may_not_maintain"] * maintains_not
            + POINTS["not_known_open_now"] * lacking(traits, "open_now")
        ).astype(np.int32),
        continue_charge=(charge + may_taper * lacking(traits, "accepts")).astype(np.int32),
        takeover_charge=(charge + may_taper).astype(np.int32),
        start_class=class_number(START_CLASS, traits),
        continue_class=class_number(CONTINUE_CLASS, traits),
    )


def trait_words(index: SearchIndex) -> np.ndarray:
    words = np.zeros((index.size, 2), dtype=np.uint64)
    for name, rule in TRAITS.items():
        held = np.asarray(rule(index.has))
        if name == "eligible":
            held = held & ~index.is_mental_health
        words[:, BIT_OF[name] // 64] |= held.astype(np.uint64) << np.uint64(BIT_OF[name] % 64)
    words[:, BIT_OF["open_now"] // 64] |= index.open_now.astype(np.uint64) << np.uint64(BIT_OF["open_now"] % 64)
    return words


def lacking(traits: np.ndarray, name: str) -> np.ndarray:
    return (~holds(traits, frozenset({name}))).astype(np.int32)


def visits_a_week(traits: np.ndarray) -> np.ndarray:
    is_clinic = holds(traits, frozenset({"methadone_clinic"}))
    is_intensive = holds(traits, frozenset({"intensive_visits"})) & ~holds(traits, frozenset({"weekly_visits"}))
    by_day = np.where(is_intensive, VISITS_A_WEEK["intensive"], VISITS_A_WEEK["outpatient"])
    return np.where(is_clinic, VISITS_A_WEEK["methadone_clinic"], by_day)


_lock = threading.Lock()
_current: PathIndex | None = None


def path_index(index: SearchIndex) -> PathIndex:
    """The path columns of this index, built once for each index that a process holds."""
    global _current
    if _current is None or _current.index is not index:
        with _lock:
            if _current is None or _current.index is not index:
                _current = PathIndex(index)
    return _current
