"""What each leg of each kind of path must be able to do: the table that is never relaxed, and the wishes that are.

Source of the rules: clinical-evidence I1 to I4, 1.1 and 3.4 (no day without medicine), 3.5 (alcohol, benzodiazepines,
pregnancy), 4 R6, R9, R13. A leg requires traits by name; `traits.py` says which codes give a trait.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from handrail.pathways.domain.need import Need
from handrail.pathways.domain.vocabulary import KIND_WISHES, OPEN_WISH, PLACE_WISHES, open_trait


class Kind(StrEnum):
    """How a path begins. `bridge` is not here: it is not in the directory."""

    MEDICINE_FIRST = "medicine_first"
    WITHDRAWAL_FIRST = "withdrawal_first"
    RESIDENTIAL = "residential"


PLACE_OF: dict[Kind, str] = {
    Kind.MEDICINE_FIRST: "day",
    Kind.WITHDRAWAL_FIRST: "withdrawal",
    Kind.RESIDENTIAL: "residential",
}
"""What sort of place the start leg is, for wishes that ask something else where one sleeps."""


@dataclass(frozen=True)
class Requirement:
    """Traits a leg must have: all of `all_of`, and at least one of each set in `one_of`."""

    all_of: frozenset[str]
    one_of: tuple[frozenset[str], ...] = ()

    def met_by(self, traits: frozenset[str]) -> bool:
        return self.all_of <= traits and all(traits & group for group in self.one_of)


@dataclass(frozen=True)
class PathRule:
    """What one kind of path requires of its two facility legs.

    A pair must also leave no day without a prescriber: one of the two legs prescribes.
    """

    kind: Kind
    start: Requirement
    go_on: Requirement


@dataclass
class Demand:
    """The traits collected for a leg while its rules are read."""

    all_of: set[str] = field(default_factory=set)
    one_of: list[frozenset[str]] = field(default_factory=list)

    def requirement(self) -> Requirement:
        return Requirement(frozenset(self.all_of), tuple(self.one_of))


def main_kinds(need: Need, wishes: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds that stand first: those wished, either of two; else a bed if it is required; else medicine."""
    wished = tuple(Kind(KIND_WISHES[name]) for name in wishes if name in KIND_WISHES)
    required = Kind.WITHDRAWAL_FIRST if need.withdraws_from else Kind.MEDICINE_FIRST
    return wished or (required,)


def allowed_kinds(need: Need) -> tuple[Kind, ...]:
    """Daily alcohol or benzodiazepines: never an outpatient start. Pregnancy: withdrawal only if they demand it."""
    kinds = list(Kind)
    if need.withdraws_from:
        kinds.remove(Kind.MEDICINE_FIRST)
    elif need.is_pregnant:
        kinds.remove(Kind.WITHDRAWAL_FIRST)
    return tuple(kinds)


def path_rule(kind: Kind, need: Need, *, wishes: Iterable[str] = (), is_covered: bool = True) -> PathRule:
    """The rule of one kind for this need, with the wishes that are still kept, and the cover unless it was let go."""
    start, go_on = Demand(), Demand()
    demand_always(need, start, go_on)
    demand_setting(kind, need, start, go_on)
    demand_medicine(kind, need, start, go_on)
    if is_covered and need.payment:
        cover = frozenset(f"payment:{name}" for name in need.payment)
        start.one_of.append(cover)
        go_on.one_of.append(cover)
    for wish in wishes:
        start.all_of |= traits_for_wish(wish, PLACE_OF[kind], is_start=True)
        go_on.all_of |= traits_for_wish(wish, "day", is_start=False)
        if wish == "withdrawal_stay" and kind is Kind.WITHDRAWAL_FIRST:
            start.all_of.add("withdrawal_in_bed")
    return PathRule(kind, start.requirement(), go_on.requirement())


def demand_always(need: Need, start: Demand, go_on: Demand) -> None:
    for leg in (start, go_on):
        leg.all_of |= {"eligible", *admission(need)}


def admission(need: Need) -> frozenset[str]:
    """Whom a place must take, whatever else it does: never relaxed, on a path and in a facility search alike."""
    demanded = {
        "admits_minors": need.is_minor,
        "admits_men": "man" in need.ruled,
        "admits_women": "woman" in need.ruled or need.is_pregnant,
    }
    return frozenset(trait for trait, is_demanded in demanded.items() if is_demanded)


def demand_setting(kind: Kind, need: Need, start: Demand, go_on: Demand) -> None:
    go_on.all_of.add("sees_outpatients")
    if kind is Kind.MEDICINE_FIRST:
        start.all_of.add("sees_outpatients")
    elif kind is Kind.WITHDRAWAL_FIRST:
        start.one_of.append(frozenset({"withdrawal_in_bed", "withdrawal_at_home"}))
    else:
        start.all_of.add("residential")
    if need.withdraws_from:
        start.all_of |= {"has_withdrawal_bed", *need.withdraws_from}
        if kind is Kind.WITHDRAWAL_FIRST:
            start.all_of.add("withdrawal_in_bed")


def demand_medicine(kind: Kind, need: Need, start: Demand, go_on: Demand) -> None:
    """No day without a prescriber: after a stay, and after any withdrawal, the next leg prescribes too."""
    taken = medicines_taken(need)
    if kind is Kind.MEDICINE_FIRST:
        if need.medicine == "already_on_medication":
            # the one exception: today's prescriber goes on, so a place that only accepts the medicine may start;
            # the pair rule then asks the continuing leg to prescribe
            start.one_of += [frozenset({trait, "accepts"}) for trait in ("prescribes", *taken)]
        else:
            start.all_of |= {"prescribes", *taken}
        go_on.one_of.append(frozenset({"prescribes", "accepts"}))
    else:
        start.all_of |= {"prescribes", *taken}
        go_on.all_of |= {"prescribes", *taken}
    if need.is_pregnant:
        start.all_of.add("maintains")
        if kind is not Kind.MEDICINE_FIRST:
            go_on.all_of.add("maintains")  # no path that ends medicine (I4)


def medicines_taken(need: Need) -> frozenset[str]:
    groups = {
        "methadone": {"gives_methadone"},
        "buprenorphine": {"gives_buprenorphine"},
        "already_on_medication": {"gives_methadone", "gives_buprenorphine"},
    }
    return frozenset(groups.get(need.medicine or "", set()))


def traits_for_wish(wish: str, place: str, *, is_start: bool) -> frozenset[str]:
    """What a wish asks of one leg. Nothing, where the wish is for a kind of help; `start_today` is for the start."""
    if wish in KIND_WISHES:
        return frozenset()
    if wish == OPEN_WISH:
        return frozenset({open_trait(place)} if is_start else set())
    if wish in PLACE_WISHES:
        return frozenset({f"wish:{wish}@{place}"})
    return frozenset({f"wish:{wish}"})


def keeps_a_prescriber(start: frozenset[str], go_on: frozenset[str]) -> bool:
    return "prescribes" in start or "prescribes" in go_on
