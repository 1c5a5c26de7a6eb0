"""Why a place for alcohol, stimulants or another substance is shown, and what to be warned of: from its codes alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from handrail.pathways.domain.care_rules import Door, wish_traits, withdrawal_bed
from handrail.pathways.domain.costs import closed_programs
from handrail.pathways.domain.explaining import FAR_MILES, TOO_FAR_MILES, Note
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.vocabulary import open_trait
from handrail.pathways.domain.weights import SIGNS


@dataclass(frozen=True)
class PlaceFacts:
    """One place as its source lists it, and the need it answers."""

    need: Need
    door: Door
    codes: frozenset[str]
    traits: frozenset[str]
    miles: float
    is_in_state: bool
    has_exact_point: bool
    keeps_everything: bool = False

    @property
    def treats_the_withdrawal(self) -> bool:
        return bool(self.need.withdraws_from) and withdrawal_bed(self.need) <= self.traits

    def lacks(self, wish: str) -> bool:
        return not wish_traits(wish, self.door, self.need) <= self.traits


def care_reasons(place: PlaceFacts) -> tuple[Note, ...]:
    return collected((withdrawal_reasons, care_reasons_listed, cover_and_wishes, sign_reasons), place)


def care_warnings(place: PlaceFacts) -> tuple[Note, ...]:
    return collected((danger_warnings, care_gaps, distance_warnings, whom_it_serves, left_out), place)


def collected(rules: Iterable[Callable[[PlaceFacts], Iterator[Note]]], place: PlaceFacts) -> tuple[Note, ...]:
    found: dict[Note, None] = {}
    for rule in rules:
        found.update(dict.fromkeys(rule(place)))
    return tuple(found)


def withdrawal_reasons(place: PlaceFacts) -> Iterator[Note]:
    if place.keeps_everything:
        yield Note("keeps_everything")
    if place.treats_the_withdrawal:
        for name in place.need.withdraws_from:
            yield Note(f"withdrawal_bed_{name}")
        if "MDET" in place.codes:
            yield Note("withdrawal_medicine")


def care_reasons_listed(place: PlaceFacts) -> Iterator[Note]:
    yield Note("treats_use")
    if "alcohol" in place.need.cares:
        if "AUDO" in place.codes:
            yield Note("only_alcohol")
        if "alcohol_medicine" in place.traits:
            yield Note("alcohol_medicine")
    if "stimulants" in place.need.cares:
        if "CMI" in place.codes:
            yield Note("contingency_management")
        if "MXM" in place.codes:
            yield Note("matrix_model")
    if "behavior_therapy" in place.traits:
        yield Note("behavior_therapy")
    if open_trait(place.door.value) in place.traits:
        yield Note("open_now")


def cover_and_wishes(place: PlaceFacts) -> Iterator[Note]:
    for name in place.need.payment:
        if f"payment:{name}" in place.traits:
            yield Note(f"cover_{name}")
    for wish in place.need.wishes:
        if wish_traits(wish.name, place.door, place.need) and not place.lacks(wish.name):
            yield Note(f"wish_{wish.name.split(':')[0]}", "", (("wish", wish.name),))


def sign_reasons(place: PlaceFacts) -> Iterator[Note]:
    for sign in SIGNS:
        if f"sign:{sign}" in place.traits:
            yield Note(f"sign_{sign}")


def danger_warnings(place: PlaceFacts) -> Iterator[Note]:
    if not place.need.withdraws_from:
        return
    if not place.treats_the_withdrawal:
        yield Note("no_withdrawal_bed_listed")
    elif "MDET" not in place.codes:
        yield Note("no_withdrawal_medicine_listed")


def care_gaps(place: PlaceFacts) -> Iterator[Note]:
    if "alcohol" in place.need.cares and "alcohol_medicine" not in place.traits:
        yield Note("no_alcohol_medicine_listed")
    if place.need.medicine and "NMOA" in place.codes:
        yield Note("lists_no_medicine_too")


def distance_warnings(place: PlaceFacts) -> Iterator[Note]:
    miles = (("miles", str(round(place.miles))),)
    if place.miles >= FAR_MILES and place.treats_the_withdrawal:
        yield Note("far_stay_in_danger", "", miles)
    elif place.miles >= FAR_MILES:
        yield Note("too_far_to_travel" if place.miles >= TOO_FAR_MILES else "far_away", "", miles)
    if not place.has_exact_point:
        yield Note("point_is_approximate")


def whom_it_serves(place: PlaceFacts) -> Iterator[Note]:
    for trait in sorted(place.traits & closed_programs(place.need)):
        yield Note(trait)
    if not place.need.ruled & {"man", "woman", "pregnant"} and len(place.codes & {"MALE", "FEM"}) == 1:
        yield Note("men_only" if "MALE" in place.codes else "women_only")
    if place.codes & {"TBG", "IH"} and "tribal" not in place.need.payment:
        yield Note("run_for_tribe")


def left_out(place: PlaceFacts) -> Iterator[Note]:
    named = {f"payment:{name}" for name in place.need.payment}
    if named and not named & place.traits:
        for name in place.need.payment:
            yield Note(f"cover_not_listed_{name}")
    if "medicaid" in place.need.payment and not place.is_in_state:
        yield Note("across_state_line")
    for wish in place.need.wishes:
        if place.lacks(wish.name):
            yield Note(f"without_{wish.name.split(':')[0]}", "", (("wish", wish.name),))
