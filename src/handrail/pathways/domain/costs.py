"""What one leg and one hand-over cost, in thousandths of a point: the readable form of the weights.

`matching.py` works the same sums out in columns; a test holds the two equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.pathways.domain.arrivals import arrival_charge
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PLACE_OF, Kind, PathRule, keeps_a_prescriber, traits_for_wish
from handrail.pathways.domain.vocabulary import open_trait
from handrail.pathways.domain.weights import POINTS, SIGNS, VISITS_A_WEEK


@dataclass(frozen=True)
class Candidate:
    """A facility as matching sees it. `rank` orders equal costs (ascending public id); `organization` groups Name1.

    `arrivals` is what confirmed arrivals there are compared with those expected; `partners` the ranks of the places
    where people go on from here, as both say, by the kind of path.
    """

    rank: int
    miles: float
    traits: frozenset[str]
    organization: int
    is_in_state: bool
    arrivals: float | None = None
    partners: frozenset[tuple[Kind, int]] = frozenset()


def weekly_visits(traits: frozenset[str], *, is_stay: bool) -> float:
    """Visits a week this facility asks for."""
    if is_stay:
        return VISITS_A_WEEK["stay"]
    if "methadone_clinic" in traits:
        return VISITS_A_WEEK["methadone_clinic"]
    if "intensive_visits" in traits and "weekly_visits" not in traits:
        return VISITS_A_WEEK["intensive"]
    return VISITS_A_WEEK["outpatient"]


def is_a_stay(kind: Kind, traits: frozenset[str]) -> bool:
    """Whether the person sleeps at the start leg. Withdrawal managed at home or by day is not a stay."""
    return kind is Kind.RESIDENTIAL or (kind is Kind.WITHDRAWAL_FIRST and "withdrawal_in_bed" in traits)


def travel(leg: Candidate, *, is_stay: bool) -> int:
    """Miles from home times visits a week. Never a hand-over's distance: people travel from home."""
    return round(leg.miles * weekly_visits(leg.traits, is_stay=is_stay) * POINTS["distance"])


def missing_signs(traits: frozenset[str]) -> int:
    return sum(POINTS[f"sign_{sign}_missing"] for sign in SIGNS if f"sign:{sign}" not in traits)


def unmet_wishes(traits: frozenset[str], wishes: Iterable[str], place: str, *, is_start: bool) -> int:
    return sum(
        POINTS["wish_not_met"] for wish in wishes if not traits_for_wish(wish, place, is_start=is_start) <= traits
    )


def start_cost(leg: Candidate, kind: Kind, need: Need) -> int:
    """Everything the start leg is charged for, but its travel."""
    cost = missing_signs(leg.traits) + abroad(leg, need) + run_for_others(leg.traits, need)
    cost += arrival_charge(leg.arrivals)
    cost += unmet_wishes(leg.traits, wish_names(need), PLACE_OF[kind], is_start=True)
    cost += 0 if "maintains" in leg.traits else POINTS["start_may_not_maintain"]
    return cost + (0 if open_trait(PLACE_OF[kind]) in leg.traits else POINTS["not_known_open_now"])


def continue_cost(leg: Candidate, kind: Kind, need: Need) -> int:
    """Everything the continuing leg is charged for, but its travel."""
    cost = missing_signs(leg.traits) + abroad(leg, need) + run_for_others(leg.traits, need)
    cost += arrival_charge(leg.arrivals)
    cost += unmet_wishes(leg.traits, wish_names(need), "day", is_start=False)
    return cost + (POINTS["continue_may_not_maintain"] if may_end_medicine(kind, leg.traits) else 0)


def may_end_medicine(kind: Kind, go_on: frozenset[str]) -> bool:
    """The continuing leg must prescribe (the start is over, or it accepts no other's medicine) but may only taper."""
    leaves_it_to_the_start = kind is Kind.MEDICINE_FIRST and "accepts" in go_on
    return "maintains" not in go_on and not leaves_it_to_the_start


def abroad(leg: Candidate, need: Need) -> int:
    return POINTS["medicaid_across_state_line"] if "medicaid" in need.payment and not leg.is_in_state else 0


def closed_programs(need: Need) -> frozenset[str]:
    """Traits of programs that serve others than this person, as far as the need tells: veterans, the military."""
    closed = set()
    if "va" not in need.payment and "veteran" not in wish_names(need):
        closed.add("run_for_veterans")
    if "military" not in need.payment:
        closed.add("run_for_military")
    return frozenset(closed)


def run_for_others(traits: frozenset[str], need: Need) -> int:
    """A VA or military program lists Medicaid too, and still takes only its own people: not first for anyone else."""
    return POINTS["run_for_others"] if traits & closed_programs(need) else 0


def wish_names(need: Need) -> tuple[str, ...]:
    return tuple(wish.name for wish in need.wishes)


def medicine_changes(kind: Kind, start: frozenset[str], go_on: frozenset[str]) -> bool:
    """The continuing leg lists no medicine the start gives. Beside a start that goes on, accepting it is enough."""
    if kind is Kind.MEDICINE_FIRST and "accepts" in go_on:
        return False
    return not any(medicine in start and medicine in go_on for medicine in ("gives_methadone", "gives_buprenorphine"))


def pair_cost(start: Candidate, go_on: Candidate, kind: Kind, need: Need) -> int:
    """The cost of a path of these two legs. One facility for both: one journey, and no hand-over."""
    cost = start_cost(start, kind, need) + continue_cost(go_on, kind, need)
    cost += POINTS["medicine_changes"] if medicine_changes(kind, start.traits, go_on.traits) else 0
    first = travel(start, is_stay=is_a_stay(kind, start.traits))
    then = travel(go_on, is_stay=False)
    if start.rank == go_on.rank:
        return cost + max(first, then)
    return cost + first + then + hand_over(start, go_on, kind)


def hand_over(start: Candidate, go_on: Candidate, kind: Kind) -> int:
    """The least of what holds: inside one organization, to a confirmed partner, else to somebody else."""
    if start.organization == go_on.organization:
        return POINTS["handed_over_within_one_organization"]
    if (kind, go_on.rank) in start.partners:
        return POINTS["handed_over_to_a_confirmed_partner"]
    return POINTS["handed_over_to_another_organization"]


def may_pair(rule: PathRule, start: Candidate, go_on: Candidate) -> bool:
    return (
        rule.start.met_by(start.traits)
        and rule.go_on.met_by(go_on.traits)
        and keeps_a_prescriber(start.traits, go_on.traits)
    )
