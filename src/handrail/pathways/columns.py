"""The directory's index as path matching reads it: traits and charges, judged once for each revision."""

import threading
from dataclasses import dataclass, replace

import numpy as np

from handrail.directory.index.pace import Breathe, at_once
from handrail.directory.index.search_index import SearchIndex
from handrail.pathways.domain.arrivals import arrival_charge
from handrail.pathways.domain.matching import CONTINUE_CLASS, START_CLASS, Circle, Columns, class_number, holds
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.traits import BIT_OF, TRAITS
from handrail.pathways.domain.weights import POINTS, SIGNS, VISITS_A_WEEK
from handrail.pathways.known_facilities import KnownFacilities
from handrail.pathways.who_is_open import WhoIsOpen, who_is_open
from handrail.pathways.working_together import WorkingTogether, rows_by_id, working_together


class PathIndex:
    """A search index with the columns of path matching beside it."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.beside = beside(index)
        self.columns, self.state_numbers = self.beside.columns, self.beside.state_numbers
        self.known = self.beside.known

    def circle(self, *, latitude: float, longitude: float, state: str, miles: float | None, need: Need) -> Circle:
        """The facilities within `miles` of a point (None: the whole nation), open as far as they are for this need."""
        rows, distances = self.index.near(latitude, longitude, miles)
        traits = self.columns.traits[rows]
        is_anyone_open = self.beside.who_is_open.mark(traits, rows, need)
        home_state = self.state_numbers.get(state, -1)
        partners = self.beside.working_together.go_on_from
        return Circle(rows, distances, traits, self.columns, home_state, is_anyone_open, partners)

    def treating_addiction(self, circle: Circle) -> int:
        """How many of a circle a search looks at: a row about mental health alone is in no default search."""
        return int(np.count_nonzero(~self.index.is_mental_health[circle.rows]))

    def is_anyone_open(self, need: Need) -> bool:
        return self.beside.who_is_open.is_anyone(need)


@dataclass(frozen=True)
class Beside:
    """What paths keep beside an index. It does not hold the index, or neither would be freed when it is replaced."""

    columns: Columns
    state_numbers: dict[str, int]
    known: KnownFacilities
    who_is_open: WhoIsOpen
    working_together: WorkingTogether


def made_beside(index: SearchIndex, breathe: Breathe = at_once) -> Beside:
    names, numbers = np.unique(index.state, return_inverse=True)
    state_numbers = {state: number for number, state in enumerate(names.tolist())}
    columns = columns_of(index, numbers.astype(np.int16), breathe)
    known = KnownFacilities(index.facility_ids)
    return Beside(columns, state_numbers, known, who_is_open(index), working_together(index))


def opened_beside(held: Beside, index: SearchIndex) -> Beside:
    """The columns are shared. Facilities are read anew: a call that found one open has checked it too."""
    known = KnownFacilities(index.facility_ids)
    return replace(held, known=known, who_is_open=who_is_open(index), working_together=working_together(index))


def columns_of(index: SearchIndex, states: np.ndarray, breathe: Breathe) -> Columns:
    traits = trait_words(index, breathe)
    charge = arrival_charges(index)
    for sign in SIGNS:
        charge += POINTS[f"sign_{sign}_missing"] * lacking(traits, f"sign:{sign}")
    maintains_not = lacking(traits, "maintains")
    may_taper = POINTS["continue_may_not_maintain"] * maintains_not
    return Columns(
        traits=traits,
        rank=index.id_rank,
        organization=index.name_group,
        state=states,
        visits=visits_a_week(traits),
        start_charge=(charge + POINTS["start_may_not_maintain"] * maintains_not + POINTS["not_known_open_now"]).astype(
            np.int32
        ),
        continue_charge=(charge + may_taper * lacking(traits, "accepts")).astype(np.int32),
        takeover_charge=(charge + may_taper).astype(np.int32),
        start_class=class_number(START_CLASS, traits),
        continue_class=class_number(CONTINUE_CLASS, traits),
    )


def arrival_charges(index: SearchIndex) -> np.ndarray:
    charges = np.zeros(index.size, dtype=np.int32)
    for facility_id, row in rows_by_id(index, index.arrivals).items():
        charges[row] = arrival_charge(index.arrivals[facility_id])
    return charges


def trait_words(index: SearchIndex, breathe: Breathe) -> np.ndarray:
    words = np.zeros((index.size, 2), dtype=np.uint64)
    for name, rule in TRAITS.items():
        held = np.asarray(rule(index.has))
        if name == "eligible":
            held = held & ~index.is_mental_health
        words[:, BIT_OF[name] // 64] |= held.astype(np.uint64) << np.uint64(BIT_OF[name] % 64)
        breathe()
    return words


def lacking(traits: np.ndarray, name: str) -> np.ndarray:
    return (~holds(traits, frozenset({name}))).astype(np.int32)


def visits_a_week(traits: np.ndarray) -> np.ndarray:
    is_clinic = holds(traits, frozenset({"methadone_clinic"}))
    is_intensive = holds(traits, frozenset({"intensive_visits"})) & ~holds(traits, frozenset({"weekly_visits"}))
    by_day = np.where(is_intensive, VISITS_A_WEEK["intensive"], VISITS_A_WEEK["outpatient"])
    return np.where(is_clinic, VISITS_A_WEEK["methadone_clinic"], by_day)


_lock = threading.Lock()


def beside(index: SearchIndex) -> Beside:
    """Kept with the index. Made here only for one that is not the live one: that comes with all its parts."""
    held: Beside | None = index.companions.get(__name__)
    if held is None:
        with _lock:
            held = index.companions.get(__name__)
            if held is None:
                held = index.companions[__name__] = made_beside(index)
    return held


def prepare(index: SearchIndex, before: SearchIndex | None, breathe: Breathe) -> None:
    """Called by the live index before it swaps: no search waits for the columns."""
    held = before.companions.get(__name__) if before else None
    index.companions[__name__] = opened_beside(held, index) if held else made_beside(index, breathe)


def path_index(index: SearchIndex) -> PathIndex:
    """The path columns of this index."""
    return PathIndex(index)
