"""The exact best paths among many facilities, worked out in columns.

Each start leg yields one path: its cheapest continuing leg. So a person sees different doors, not one door three times.
The answer equals trying every pair (`reference.py`); ties go by (cost, start id, continue id). It stays fast because
the hand-over is the only thing two legs share: the best continuing leg of each medicine class serves every start of a
class, one facility for both legs is a column of its own, and only starts that could still win look at their kin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from handrail.pathways.domain.costs import closed_programs, medicine_changes, wish_names
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PLACE_OF, Kind, PathRule, Requirement, traits_for_wish
from handrail.pathways.domain.traits import BIT_OF
from handrail.pathways.domain.weights import POINTS, VISITS_A_WEEK

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

RANK_BITS = 24  # up to 16 million facilities
NEVER = np.int64(1) << np.int64(62)
START_CLASS = ("gives_methadone", "gives_buprenorphine", "prescribes")
CONTINUE_CLASS = (*START_CLASS, "accepts")


@dataclass(frozen=True)
class Columns:
    """Facilities in columns, one row each, as far as matching needs them. Charges are in thousandths of a point."""

    traits: npt.NDArray[np.uint64]  # (rows, words)
    rank: npt.NDArray[np.int32]
    organization: npt.NDArray[np.int32]
    state: npt.NDArray[np.int16]
    visits: npt.NDArray[np.float64]
    start_charge: npt.NDArray[np.int32]
    continue_charge: npt.NDArray[np.int32]  # beside a start that goes on prescribing
    takeover_charge: npt.NDArray[np.int32]  # after a stay or withdrawal
    start_class: npt.NDArray[np.int8]
    continue_class: npt.NDArray[np.int8]


@dataclass(frozen=True)
class Circle:
    """The facilities within one distance of home, and their miles."""

    rows: npt.NDArray[np.int64]  # row numbers in the whole directory
    miles: npt.NDArray[np.float64]
    traits: npt.NDArray[np.uint64]  # of these rows
    columns: Columns  # of the whole directory: read only where a leg may stand
    home_state: int


@dataclass(frozen=True, order=True)
class Match:
    """One path found: its cost and its two legs as row numbers of the whole directory."""

    cost: int
    start_rank: int
    continue_rank: int
    start: int
    go_on: int


def holds(traits: npt.NDArray[np.uint64], names: frozenset[str]) -> Bools:
    """Rows that hold every named trait."""
    first, second = masks(names)
    held: Bools = (traits[:, 0] & first) == first
    if second:
        held &= (traits[:, 1] & second) == second
    return held


def holds_one(traits: npt.NDArray[np.uint64], names: frozenset[str]) -> Bools:
    """Rows that hold at least one named trait."""
    first, second = masks(names)
    held: Bools = (traits[:, 0] & first) != 0
    if second:
        held |= (traits[:, 1] & second) != 0
    return held


@lru_cache(maxsize=4096)
def masks(names: frozenset[str]) -> tuple[np.uint64, np.uint64]:
    words = [0, 0]
    for name in names:
        words[BIT_OF[name] // 64] |= 1 << (BIT_OF[name] % 64)
    return np.uint64(words[0]), np.uint64(words[1])


def meeting(traits: npt.NDArray[np.uint64], requirement: Requirement) -> Bools:
    met = holds(traits, requirement.all_of)
    for group in requirement.one_of:
        met &= holds_one(traits, group)
    return met


def best_paths(
    circle: Circle, rule: PathRule, need: Need, *, count: int, starting: frozenset[str] = frozenset()
) -> list[Match]:
    """The `count` cheapest paths under `rule`, cheapest first. `starting` asks further traits of the start leg."""
    fits = meeting(circle.traits, rule.start)
    if starting:
        fits &= holds(circle.traits, starting)
    starts = fits.nonzero()[0]
    if not len(starts):
        return []
    go_ons = meeting(circle.traits, rule.go_on).nonzero()[0]
    return PairSearch(circle, rule.kind, need, starts, go_ons).cheapest(count) if len(go_ons) else []


class PairSearch:
    """One search over pairs of legs; holds the columns of costs it works on."""

    def __init__(self, circle: Circle, kind: Kind, need: Need, starts: Ints, go_ons: Ints) -> None:
        self.circle, self.kind, self.need = circle, kind, need
        self.starts, self.go_ons = starts, go_ons  # positions in the circle
        self.start_rows, self.go_on_rows = circle.rows[starts], circle.rows[go_ons]
        self.hand_over = POINTS["handed_over_to_another_organization"]
        self.kin_discount = self.hand_over - POINTS["handed_over_within_one_organization"]
        self.class_charge = class_charges(kind)
        self.start_travel = self.travel(starts, is_start=True)
        self.start_total = self.charges(starts, is_start=True) + self.start_travel
        self.continue_travel = self.travel(go_ons, is_start=False)
        self.continue_total = self.charges(go_ons, is_start=False) + self.continue_travel

    def travel(self, rows: Ints, *, is_start: bool) -> Ints:
        visits = self.circle.columns.visits[self.start_rows if is_start else self.go_on_rows]
        if is_start and self.kind is Kind.RESIDENTIAL:
            visits = np.full(len(rows), VISITS_A_WEEK["stay"])
        elif is_start and self.kind is Kind.WITHDRAWAL_FIRST:
            stays = holds(self.circle.traits[rows], frozenset({"withdrawal_in_bed"}))
            visits = np.where(stays, VISITS_A_WEEK["stay"], visits)
        return np.rint(self.circle.miles[rows] * visits * POINTS["distance"]).astype(np.int64)

    def charges(self, rows: Ints, *, is_start: bool) -> Ints:
        columns = self.circle.columns
        if is_start:
            charge = columns.start_charge[self.start_rows].astype(np.int64)
        elif self.kind is Kind.MEDICINE_FIRST:
            charge = columns.continue_charge[self.go_on_rows].astype(np.int64)
        else:
            charge = columns.takeover_charge[self.go_on_rows].astype(np.int64)
        traits = self.circle.traits[rows]
        place = PLACE_OF[self.kind] if is_start else "day"
        for wish in wish_names(self.need):
            wanted = traits_for_wish(wish, place, is_start=is_start)
            if wanted:
                charge += POINTS["wish_not_met"] * ~holds(traits, wanted)
        if closed := closed_programs(self.need):
            charge += POINTS["run_for_others"] * holds_one(traits, closed)
        if "medicaid" in self.need.payment:
            charge += POINTS["medicaid_across_state_line"] * (
                columns.state[self.start_rows if is_start else self.go_on_rows] != self.circle.home_state
            )
        return charge

    def cheapest(self, count: int) -> list[Match]:
        by_stranger, stranger = self.through_strangers()
        by_self = self.through_itself()
        ceiling = np.minimum(by_stranger, by_self)
        floor = np.minimum(by_stranger - self.kin_discount, by_self)
        limit = np.partition(ceiling, count - 1)[count - 1] if count < len(ceiling) else NEVER - 1
        matches = []
        for place in np.flatnonzero((floor <= limit) & (floor < NEVER - self.kin_discount)).tolist():
            options = [*self.kin_options(place)]
            if by_stranger[place] < NEVER:
                options.append((int(by_stranger[place]), int(stranger[place])))
            if by_self[place] < NEVER:
                options.append((int(by_self[place]), int(self.start_rows[place])))
            if options:
                matches.append(self.match(place, options))
        return sorted(matches)[:count]

    def match(self, place: int, options: Sequence[tuple[int, int]]) -> Match:
        rank = self.circle.columns.rank
        cost, go_on = min(options, key=lambda option: (option[0], rank[option[1]]))
        start = int(self.start_rows[place])
        return Match(cost, int(rank[start]), int(rank[go_on]), start, go_on)

    def through_strangers(self) -> tuple[Ints, Ints]:
        """For each start the cheapest continuing leg as if every hand-over were to another organization."""
        columns = self.circle.columns
        ranked = (self.continue_total << RANK_BITS) | columns.rank[self.go_on_rows]
        best = np.full(1 << len(CONTINUE_CLASS), NEVER)
        np.minimum.at(best, columns.continue_class[self.go_on_rows], ranked)
        by_class = np.full(1 << len(START_CLASS), NEVER)
        row_by_class = np.zeros(1 << len(START_CLASS), dtype=np.int64)
        for start_class in set(columns.start_class[self.start_rows].tolist()):
            charges = self.class_charge[start_class]
            offers = np.where((best < NEVER) & (charges < NEVER), best + (charges << RANK_BITS), NEVER)
            winner = int(offers.argmin())
            if offers[winner] < NEVER:
                by_class[start_class] = (offers[winner] >> RANK_BITS) + self.hand_over
                row_by_class[start_class] = self.go_on_rows[int((ranked == best[winner]).argmax())]
        classes = columns.start_class[self.start_rows]
        cost = by_class[classes]
        return np.where(cost < NEVER, cost + self.start_total, NEVER), row_by_class[classes]

    def through_itself(self) -> Ints:
        """For each start the cost of going on at the same facility: one journey serves both, and no hand-over."""
        columns = self.circle.columns
        where = np.full(len(self.circle.rows), -1, dtype=np.int64)
        where[self.go_ons] = np.arange(len(self.go_ons))
        at = where[self.starts]
        change = self.class_charge[columns.start_class[self.start_rows], columns.continue_class[self.start_rows]]
        both = self.start_total + self.continue_total[at] - np.minimum(self.start_travel, self.continue_travel[at])
        return np.where((at >= 0) & (change < NEVER), both + np.minimum(change, NEVER >> 2), NEVER)

    def kin_options(self, place: int) -> list[tuple[int, int]]:
        """Continuing legs of the same organization, as (cost, row)."""
        columns = self.circle.columns
        start = self.start_rows[place]
        kin = (columns.organization[self.go_on_rows] == columns.organization[start]).nonzero()[0]
        options = []
        for at in kin:
            row = self.go_on_rows[at]
            change = self.class_charge[columns.start_class[start], columns.continue_class[row]]
            if row != start and change < NEVER:
                cost = self.start_total[place] + self.continue_total[at] + change + self.hand_over - self.kin_discount
                options.append((int(cost), int(row)))
        return options


@cache
def class_charges(kind: Kind) -> Ints:
    """What a hand-over costs between each class of start and each class of continuing leg; NEVER where it is barred."""
    table = np.full((1 << len(START_CLASS), 1 << len(CONTINUE_CLASS)), NEVER)
    for start_class in range(len(table)):
        start = members(START_CLASS, start_class)
        for continue_class in range(table.shape[1]):
            go_on = members(CONTINUE_CLASS, continue_class)
            if "prescribes" in start or "prescribes" in go_on:
                table[start_class, continue_class] = (
                    POINTS["medicine_changes"] if medicine_changes(kind, start, go_on) else 0
                )
    table.setflags(write=False)
    return table


def members(names: Sequence[str], number: int) -> frozenset[str]:
    return frozenset(name for bit, name in enumerate(names) if number >> bit & 1)


def class_number(names: Sequence[str], traits: npt.NDArray[np.uint64]) -> npt.NDArray[np.int8]:
    number = np.zeros(len(traits), dtype=np.int8)
    for bit, name in enumerate(names):
        number |= holds(traits, frozenset({name})).astype(np.int8) << bit
    return number
