"""The exact best paths among many facilities, worked out in columns.

Each start leg yields one path: its cheapest continuing leg. So a person sees different doors, not one door three times.
The answer equals trying every pair (`reference.py`); ties go by (cost, start id, continue id). It stays fast because
the hand-over is the only thing two legs share: the best continuing leg of each medicine class serves every start of a
class, one facility for both legs is a column of its own, and only starts that could still win look at their kin
and at their partners.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial

import numpy as np
import numpy.typing as npt

from handrail.pathways.domain.costs import closed_programs, medicine_changes, wish_names
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PLACE_OF, Kind, PathRule, Requirement, traits_for_wish
from handrail.pathways.domain.traits import BIT_OF
from handrail.pathways.domain.vocabulary import open_trait
from handrail.pathways.domain.weights import POINTS, VISITS_A_WEEK

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

RANK_BITS = 24  # up to 16 million facilities
NEVER = np.int64(1) << np.int64(62)  # and anything above: a cost may still be added to it
START_CLASS = ("gives_methadone", "gives_buprenorphine", "prescribes")
CONTINUE_CLASS = (*START_CLASS, "accepts")
IN_BED = frozenset({"withdrawal_in_bed"})


@dataclass(frozen=True)
class Columns:
    """Facilities in columns, one row each, as far as matching needs them. Charges are in thousandths of a point."""

    traits: npt.NDArray[np.uint64]  # (rows, words)
    rank: npt.NDArray[np.int32]
    organization: npt.NDArray[np.int32]
    state: npt.NDArray[np.int16]
    visits: npt.NDArray[np.float64]
    start_charge: npt.NDArray[np.int32]  # as if nobody were known to be open
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
    is_anyone_open: bool = True  # False spares looking for it
    partners: Mapping[Kind, Mapping[int, tuple[int, ...]]] = field(default_factory=dict)  # rows that go on from a row


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
    return PairSearch(circle, rule, need).cheapest(count, starting)


@dataclass(frozen=True, eq=False)
class Legs:
    """The facilities of a circle that may be one leg, and what each costs there."""

    places: Ints  # in the circle
    rows: Ints  # in the whole directory
    travel: Ints
    total: Ints  # every charge, and the travel


NO_LEGS = Legs(*[np.empty(0, dtype=np.int64)] * 4)


def start_legs(circle: Circle, rule: PathRule, need: Need) -> Legs:
    places = meeting(circle.traits, rule.start).nonzero()[0]
    if not len(places):
        return NO_LEGS
    rows, traits = circle.rows[places], circle.traits[places]
    charge = circle.columns.start_charge[rows].astype(np.int64)
    add_charges_of_need(charge, circle, rows, traits, need, wished(need, PLACE_OF[rule.kind], is_start=True))
    if circle.is_anyone_open:
        charge[holds(traits, frozenset({open_trait(PLACE_OF[rule.kind])}))] -= POINTS["not_known_open_now"]
    travel = travel_costs(circle.miles[places], start_visits(circle, rule.kind, rows, traits))
    return Legs(places, rows, travel, charge + travel)


def start_visits(circle: Circle, kind: Kind, rows: Ints, traits: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    if kind is Kind.RESIDENTIAL:
        return np.full(len(rows), VISITS_A_WEEK["stay"])
    visits = circle.columns.visits[rows]
    if kind is Kind.WITHDRAWAL_FIRST:
        visits[holds(traits, IN_BED)] = VISITS_A_WEEK["stay"]
    return visits


def go_on_legs(circle: Circle, requirement: Requirement, need: Need, *, takes_over: bool) -> Legs:
    """`takes_over`: the start is over when this leg begins, so it goes on with the medicine alone."""
    places = meeting(circle.traits, requirement).nonzero()[0]
    if not len(places):
        return NO_LEGS
    rows, traits, columns = circle.rows[places], circle.traits[places], circle.columns
    charge = (columns.takeover_charge if takes_over else columns.continue_charge)[rows].astype(np.int64)
    add_charges_of_need(charge, circle, rows, traits, need, wished(need, "day", is_start=False))
    travel = travel_costs(circle.miles[places], columns.visits[rows])
    return Legs(places, rows, travel, charge + travel)


def travel_costs(miles: npt.NDArray[np.float64], visits: npt.NDArray[np.float64]) -> Ints:
    return np.rint(miles * visits * POINTS["distance"]).astype(np.int64)


def wished(need: Need, place: str, *, is_start: bool) -> list[frozenset[str]]:
    """What each wish asks of a leg, where it asks anything."""
    asked = (traits_for_wish(wish, place, is_start=is_start) for wish in wish_names(need))
    return [traits for traits in asked if traits]


def add_charges_of_need(
    charge: Ints,
    circle: Circle,
    rows: Ints,
    traits: npt.NDArray[np.uint64],
    need: Need,
    wishes: Iterable[frozenset[str]],
) -> None:
    for wanted in wishes:
        charge[~holds(traits, wanted)] += POINTS["wish_not_met"]
    if closed := closed_programs(need):
        charge[holds_one(traits, closed)] += POINTS["run_for_others"]
    if "medicaid" in need.payment:
        charge[circle.columns.state[rows] != circle.home_state] += POINTS["medicaid_across_state_line"]


class PairSearch:
    """One search over pairs of legs. Its columns of costs are worked out once, however often it is asked."""

    def __init__(self, circle: Circle, rule: PathRule, need: Need, go_ons: Callable[[], Legs] | None = None) -> None:
        """`go_ons` answers with the continuing legs where other searches share them."""
        takes_over = rule.kind is not Kind.MEDICINE_FIRST
        find = go_ons or partial(go_on_legs, circle, rule.go_on, need, takes_over=takes_over)
        self.circle = circle
        self.matched: dict[int, Match | None] = {}
        self.starts = start_legs(circle, rule, need)
        self.go_ons = find() if len(self.starts.rows) else NO_LEGS
        self.is_barred = not len(self.go_ons.rows)
        if self.is_barred:
            return
        columns = circle.columns
        self.hand_over = POINTS["handed_over_to_another_organization"]
        self.kin_discount = self.hand_over - POINTS["handed_over_within_one_organization"]
        self.partner_discount = self.hand_over - POINTS["handed_over_to_a_confirmed_partner"]
        self.most_discount = max(self.kin_discount, self.partner_discount)
        self.partners = circle.partners.get(rule.kind, {})
        self.class_charge = class_charges(rule.kind)
        self.start_class = columns.start_class[self.starts.rows]
        self.go_on_class = columns.continue_class[self.go_ons.rows]
        self.ranked = (self.go_ons.total << RANK_BITS) | columns.rank[self.go_ons.rows]
        self.by_stranger = self.through_strangers()
        self.by_self = self.through_itself()
        self.ceiling = np.minimum(self.by_stranger, self.by_self)
        self.floor = np.minimum(self.by_stranger - self.most_discount, self.by_self)

    def cheapest(self, count: int, starting: frozenset[str] = frozenset()) -> list[Match]:
        if self.is_barred:
            return []
        floor, ceiling = self.floor, self.ceiling
        if starting:
            fits = holds(self.circle.traits[self.starts.places], starting)
            floor, ceiling = np.where(fits, floor, NEVER), np.where(fits, ceiling, NEVER)
        limit = NEVER - self.most_discount - 1
        if count < len(ceiling):
            limit = min(limit, np.partition(ceiling, count - 1)[count - 1])
        matches = (self.match_of(place) for place in (floor <= limit).nonzero()[0].tolist())
        return sorted(match for match in matches if match)[:count]

    def match_of(self, place: int) -> Match | None:
        """Worked out once: the next question of this search looks at the same few starts."""
        if place not in self.matched:
            self.matched[place] = self.match(place)
        return self.matched[place]

    def match(self, place: int) -> Match | None:
        options = [*self.kin_options(place), *self.partner_options(place)]
        if (cost := int(self.by_stranger[place])) < NEVER:
            options.append((cost, self.stranger_of(place)))
        if (cost := int(self.by_self[place])) < NEVER:
            options.append((cost, int(self.starts.rows[place])))
        if not options:
            return None
        rank = self.circle.columns.rank
        cost, go_on = min(options, key=lambda option: (option[0], rank[option[1]]))
        start = int(self.starts.rows[place])
        return Match(cost, int(rank[start]), int(rank[go_on]), start, go_on)

    def through_strangers(self) -> Ints:
        """For each start the cheapest continuing leg as if every hand-over were to another organization."""
        best = NO_OFFERS.copy()
        np.minimum.at(best, self.go_on_class, self.ranked)
        offered = [(number, offer) for number, offer in enumerate(best.tolist()) if offer < NEVER]
        by_class = NO_OFFERS.copy()
        self.best_offer: dict[int, int] = {}
        for start_class in set(self.start_class.tolist()):
            charges = self.class_charge[start_class].tolist()
            offers = [
                (offer + (charges[number] << RANK_BITS), offer) for number, offer in offered if charges[number] < NEVER
            ]
            if offers:
                cost, self.best_offer[start_class] = min(offers)
                by_class[start_class] = (cost >> RANK_BITS) + self.hand_over
        return by_class[self.start_class] + self.starts.total

    def stranger_of(self, place: int) -> int:
        """The row of the continuing leg that `through_strangers` found for this start."""
        offer = self.best_offer[int(self.start_class[place])]
        return int(self.go_ons.rows[int((self.ranked == offer).argmax())])

    def through_itself(self) -> Ints:
        """For each start the cost of going on at the same facility: one journey serves both, and no hand-over."""
        starts, go_ons = self.starts, self.go_ons
        at = np.minimum(go_ons.places.searchsorted(starts.places), len(go_ons.places) - 1)
        change = self.class_charge[self.start_class, self.go_on_class[at]]
        both = starts.total + go_ons.total[at] - np.minimum(starts.travel, go_ons.travel[at])
        return np.where(go_ons.places[at] == starts.places, both + change, NEVER)

    @cached_property
    def kin_number(self) -> npt.NDArray[np.int32]:
        """The organization of each continuing leg."""
        return self.circle.columns.organization[self.go_ons.rows]

    def kin_options(self, place: int) -> list[tuple[int, int]]:
        """Continuing legs of the same organization, as (cost, row)."""
        kin = (self.kin_number == self.circle.columns.organization[self.starts.rows[place]]).nonzero()[0]
        return self.options(place, kin.tolist(), self.kin_discount)

    def partner_options(self, place: int) -> list[tuple[int, int]]:
        """Continuing legs at confirmed partners of this start, as (cost, row)."""
        partners = self.partners.get(int(self.starts.rows[place]), ())
        rows = self.go_ons.rows  # ascending
        at_each = [(partner, int(rows.searchsorted(partner))) for partner in partners]
        found = [at for partner, at in at_each if at < len(rows) and rows[at] == partner]
        return self.options(place, found, self.partner_discount)

    def options(self, place: int, at_each: Iterable[int], discount: int) -> list[tuple[int, int]]:
        """Those of these continuing legs that may follow this start at another facility."""
        start, options = self.starts.rows[place], []
        for at in at_each:
            row = self.go_ons.rows[at]
            change = self.class_charge[self.start_class[place], self.go_on_class[at]]
            if row != start and change < NEVER:
                cost = self.starts.total[place] + self.go_ons.total[at] + change + self.hand_over - discount
                options.append((int(cost), int(row)))
        return options


NO_OFFERS = np.full(1 << len(CONTINUE_CLASS), NEVER)


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
