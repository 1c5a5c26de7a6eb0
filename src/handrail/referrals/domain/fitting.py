"""What a place lists of a need, part by part, by the meanings of the directory's own filters.

A part is listed, or it is not, or nothing can be known of it: then somebody has to ask. No place is ever left out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from handrail.directory.domain.card_lines import DENIES
from handrail.directory.domain.filters import (
    AGE,
    CARE,
    GROUP_BY_NAME,
    MEDICINE,
    PAYMENT,
    PAYMENT_CODES,
    SEX,
    FilterGroup,
    FilterOption,
)
from handrail.directory.domain.open_places import LISTED_BY, Level, State
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Trait
from handrail.referrals.domain.release import Ahead


class Part(StrEnum):
    """One thing that is asked of a place."""

    CARE = "care"
    MEDICINE = "medicine"
    AGE = "age"
    PAYER = "payer"
    PREGNANCY = "pregnancy"
    WOMEN = "women"
    TRAIT = "trait"
    LANGUAGE = "language"
    RELEASE = "release"


class Listing(StrEnum):
    """What a row says of one part."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Wanted:
    """For whom a place is looked for: all of it is written already, and none of it leaves this site."""

    need: Need
    is_pregnant: bool = False
    language: str = "en"
    leaves_custody: bool = False
    ahead: Ahead | None = None


@dataclass(frozen=True)
class Asked:
    """Any of the options will do. `telling`: codes by which a row says something of this part; None: all rows do.

    Without options the directory has no word for it. `denied`: beside a code of these a yes is a contradiction.
    """

    part: Part
    options: tuple[FilterOption, ...] = ()
    telling: frozenset[str] | None = None
    denied: frozenset[str] = frozenset()


PAYS_BY: dict[PayerClass, tuple[str, ...]] = {
    PayerClass.MEDICAID: ("medicaid",),
    PayerClass.MEDICARE: ("medicare",),
    PayerClass.PRIVATE: ("private",),
    PayerClass.MILITARY: ("military", "va"),
    PayerClass.TRIBAL: ("tribal",),
    PayerClass.NONE: ("low_cost",),
    PayerClass.UNKNOWN: (),
}
AGES: dict[Age, tuple[str, ...]] = {Age.ADULT: ("from_18", "from_26", "from_65"), Age.MINOR: ("under_18",)}
GIVES: dict[Medicine, str] = {
    Medicine.METHADONE: "methadone",
    Medicine.BUPRENORPHINE: "buprenorphine",
    Medicine.NALTREXONE: "naltrexone",
}
ACCEPTS: dict[Medicine, str] = {
    Medicine.METHADONE: "on_methadone",
    Medicine.BUPRENORPHINE: "on_buprenorphine",
    Medicine.NALTREXONE: "naltrexone",
}
"""Where another kind of care is looked for, it is enough that the medicine may come from elsewhere."""

LIVES_THERE = frozenset({Level.WITHDRAWAL, Level.RESIDENTIAL, Level.RECOVERY_HOME})


def codes_of(group: FilterGroup) -> frozenset[str]:
    return frozenset(code for option in group.options for code in option.codes)


CARE_CODES = codes_of(CARE) | codes_of(MEDICINE) | frozenset[str]().union(*LISTED_BY.values())
MEDICINE_CODES = codes_of(MEDICINE) | DENIES
PAYING_CODES = frozenset(PAYMENT_CODES.split()) | codes_of(PAYMENT)


def asked_of(wanted: Wanted) -> tuple[Asked, ...]:
    """The parts, the weightiest first."""
    need = wanted.need
    parts = [
        Asked(Part.CARE, (FilterOption(need.level, tuple(sorted(LISTED_BY[need.level]))),), CARE_CODES),
        medicine_asked(need),
        Asked(Part.AGE, options(AGE, *AGES[need.age]), codes_of(AGE)),
        Asked(Part.PAYER, options(PAYMENT, *PAYS_BY[need.payer]), PAYING_CODES) if PAYS_BY[need.payer] else None,
        *woman_asked(wanted),
        trait_asked(need),
        Asked(Part.LANGUAGE, from_group("language", "spanish")) if wanted.language == "es" else None,
        Asked(Part.RELEASE, from_group("programs", "court")) if wanted.leaves_custody else None,
    ]
    return tuple(part for part in parts if part)


def medicine_asked(need: Need) -> Asked | None:
    names = GIVES if need.level is Level.OUTPATIENT_MEDICINE else ACCEPTS
    if need.medicine not in names:
        return None
    return Asked(Part.MEDICINE, options(MEDICINE, names[need.medicine]), MEDICINE_CODES, DENIES)


def woman_asked(wanted: Wanted) -> tuple[Asked, ...]:
    if not (wanted.is_pregnant or wanted.need.trait is Trait.PREGNANT):
        return ()
    return (
        Asked(Part.PREGNANCY, from_group("programs", "pregnant")),
        Asked(Part.WOMEN, options(SEX, "women"), codes_of(SEX)),
    )


def trait_asked(need: Need) -> Asked | None:
    """A wheelchair, seizures or a registered offense: no list says it, so somebody asks."""
    if need.trait is None or need.trait is Trait.PREGNANT:
        return None
    if need.trait is Trait.WITH_CHILDREN:
        stays = need.level in LIVES_THERE
        return Asked(Part.TRAIT, from_group("support", "children_stay" if stays else "child_care"))
    return Asked(Part.TRAIT, from_group("programs", "deaf") if need.trait is Trait.SIGN_LANGUAGE else ())


def from_group(group: str, *names: str) -> tuple[FilterOption, ...]:
    return options(GROUP_BY_NAME[group], *names)


def options(group: FilterGroup, *names: str) -> tuple[FilterOption, ...]:
    return tuple(option for option in group.options if option.name in names)


def listing_of(asked: Asked, codes: Collection[str]) -> Listing:
    listed = frozenset(codes)
    if not asked.options:
        return Listing.UNKNOWN
    if any(listed.intersection(option.codes) for option in asked.options):
        return Listing.UNKNOWN if listed & asked.denied else Listing.LISTED
    says_something = asked.telling is None or listed & asked.telling
    return Listing.NOT_LISTED if says_something else Listing.UNKNOWN


@dataclass(frozen=True)
class Fit:
    """The parts of a need by what one place lists of them."""

    listed: tuple[Part, ...] = ()
    not_listed: tuple[Part, ...] = ()
    unknown: tuple[Part, ...] = ()


def fit_of(asked: Iterable[Asked], codes: Collection[str]) -> Fit:
    found = [(each.part, listing_of(each, codes)) for each in asked]
    return Fit(*(tuple(part for part, listing in found if listing is which) for which in Listing))


MAIN = frozenset({Part.CARE, Part.MEDICINE})
ROOM = (State.OPEN, State.UNKNOWN, State.FULL)


def order_of(fit: Fit, *, room: State) -> tuple[int, bool, int, int, int]:
    """Smaller stands first: the kind of care and the medicine, no word of being full, then all else that was asked."""
    lacks_main = sum(part in MAIN for part in fit.not_listed)
    return lacks_main, room is State.FULL, len(fit.not_listed), ROOM.index(room), len(fit.unknown)
