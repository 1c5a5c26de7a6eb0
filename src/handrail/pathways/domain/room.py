"""Which open places answer a leg of a path for this person, and what they come to together.

A bed that the person can't have is not shown to them as room: a woman is not told of a bed for men, nor an adult of one
for young people, nor who pays by Medicaid of one that private insurance alone pays for. Who has not said reads all of
them, each with the words for whom it is.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import product, starmap

from handrail.directory.domain.open_places import AgeBand, Group, Level, OpenPlace, Payer, Sex, State, state_together
from handrail.pathways.domain.care_rules import Door
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Availability
from handrail.pathways.domain.requirements import Kind

LEVELS: dict[tuple[str, str], tuple[Level, ...]] = {
    ("start", "day"): (Level.OUTPATIENT_MEDICINE,),
    ("start", "withdrawal"): (Level.WITHDRAWAL,),
    ("start", "residential"): (Level.RESIDENTIAL,),
    ("continue", "day"): (Level.OUTPATIENT_MEDICINE, Level.INTENSIVE_OUTPATIENT),
    ("care", Door.WITHDRAWAL_BED.value): (Level.WITHDRAWAL,),
    ("care", Door.VISITS.value): (Level.INTENSIVE_OUTPATIENT,),
    ("care", Door.ANY.value): (Level.INTENSIVE_OUTPATIENT, Level.RESIDENTIAL),
}
"""By the role of the leg and the sort of place: withdrawal by day visits counts as outpatient.

Care for alcohol, stimulants or another substance goes by the door. Outpatient medicine is methadone or buprenorphine:
room there is no room for them.
"""

YOUNG_ADULT = range(18, 26)  # programs for young people mostly end at 18, some at 21 or 25: shown with its words


def place_of(kind: Kind, *, is_stay: bool) -> str:
    if kind is Kind.RESIDENTIAL:
        return "residential"
    return "withdrawal" if kind is Kind.WITHDRAWAL_FIRST and is_stay else "day"


def sexes(need: Need) -> frozenset[Sex]:
    if "woman" in need.ruled or need.is_pregnant:
        return frozenset({Sex.ANY, Sex.WOMEN})
    return frozenset({Sex.ANY, Sex.MEN}) if "man" in need.ruled else frozenset(Sex)


def age_bands(need: Need) -> frozenset[AgeBand]:
    """Who has not said their age searches as an adult, as everywhere in a search."""
    if need.is_minor:
        return frozenset({AgeBand.ANY, AgeBand.YOUNG_PEOPLE})
    also = {AgeBand.YOUNG_PEOPLE} if need.age in YOUNG_ADULT else set()
    return frozenset({AgeBand.ANY, AgeBand.ADULTS, *also})


PAYERS: dict[str, Payer] = {
    "medicaid": Payer.MEDICAID,
    "medicare": Payer.MEDICARE,
    "private": Payer.PRIVATE,
    "military": Payer.MILITARY,
    "va": Payer.MILITARY,
    "tribal": Payer.TRIBAL,
    "none": Payer.STATE_FUNDED,
}
"""By the word of a search for how somebody can pay."""


def payers(need: Need) -> frozenset[Payer]:
    return frozenset({Payer.ANY, *(PAYERS[name] for name in need.payment)}) if need.payment else frozenset(Payer)


def fitting(places: Iterable[OpenPlace], need: Need, *, role: str, place: str) -> tuple[OpenPlace, ...]:
    groups = fitting_groups(LEVELS[role, place], sexes(need), age_bands(need))
    paid = payers(need)
    return tuple(each for each in places if each.group.payer in paid and whoever_pays(each.group) in groups)


def whoever_pays(group: Group) -> Group:
    return replace(group, payer=Payer.ANY)


@cache
def fitting_groups(levels: tuple[Level, ...], of_sex: frozenset[Sex], of_age: frozenset[AgeBand]) -> frozenset[Group]:
    return frozenset(starmap(Group, product(levels, of_sex, of_age)))


BIT_OF_GROUP: dict[Group, int] = {group: bit for bit, group in enumerate(starmap(Group, product(Level, Sex, AgeBand)))}
"""So that a search asks many facilities at once whether one of their open groups fits: a word for each payer."""

WORD_OF_PAYER: dict[Payer, int] = {payer: word for word, payer in enumerate(Payer)}


@cache
def words_of_payers(of_payers: frozenset[Payer]) -> tuple[int, ...]:
    return tuple(sorted(WORD_OF_PAYER[payer] for payer in of_payers))


@cache
def group_word(groups: frozenset[Group]) -> int:
    return sum(1 << BIT_OF_GROUP[group] for group in groups)


def fitting_word(need: Need, *, role: str, place: str) -> int:
    """`fitting`, as the bits of the groups that fit."""
    return group_word(fitting_groups(LEVELS[role, place], sexes(need), age_bands(need)))


def availability(places: Iterable[OpenPlace], *, text: str = "") -> Availability:
    """Of the groups that fit: open ones counted together, as old as the oldest of them; else full; else unknown."""
    places = tuple(places)
    state = state_together(places)
    if state is State.UNKNOWN:
        return Availability(text=text)
    told = [each for each in places if each.state is state]
    return Availability(
        state=state.value,
        available=sum(each.available or 0 for each in told),
        updated=min(each.updated_at for each in told),
        text=text,
    )
