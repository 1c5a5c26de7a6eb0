"""What is known of a person's need, in codes: enough to find a program, and nothing that names anybody."""

from dataclasses import dataclass
from enum import StrEnum

from handrail.directory.domain.open_places import AgeBand, Level, Payer


class Age(StrEnum):
    ADULT = "adult"
    MINOR = "minor"


class Medicine(StrEnum):
    """The medicine the person is on, or wants. None of them is a dose, and nothing here prescribes (P4)."""

    METHADONE = "methadone"
    BUPRENORPHINE = "buprenorphine"
    NALTREXONE = "naltrexone"
    UNDECIDED = "undecided"


class PayerClass(StrEnum):
    """How care is paid for, as coarse as a program needs to answer (S21)."""

    MEDICAID = "medicaid"
    MEDICARE = "medicare"
    PRIVATE = "private"
    MILITARY = "military"
    TRIBAL = "tribal"
    NONE = "none"
    UNKNOWN = "unknown"


class Trait(StrEnum):
    """What few people share, and so may point to somebody: matched on our side; at most one is asked (S21)."""

    PREGNANT = "pregnant"
    WITH_CHILDREN = "with_children"
    WHEELCHAIR = "wheelchair"
    SIGN_LANGUAGE = "sign_language"
    REGISTERED_OFFENSE = "registered_offense"
    SEIZURES = "seizures"


class Urgency(StrEnum):
    """How long an answer may take. The limits stand in `clocks`."""

    NOW = "now"
    TODAY = "today"
    NEXT_DAY = "next_day"


@dataclass(frozen=True)
class Need:
    """What the identity-free question is made of, and nothing else is (S21)."""

    age: Age
    level: Level
    medicine: Medicine
    payer: PayerClass
    is_tonight: bool
    trait: Trait | None = None


AGE_BANDS: dict[Age, frozenset[AgeBand]] = {
    Age.ADULT: frozenset({AgeBand.ANY, AgeBand.ADULTS}),
    Age.MINOR: frozenset({AgeBand.ANY, AgeBand.YOUNG_PEOPLE}),
}
"""Places that are counted for which ages fit whom."""

PAYERS: dict[PayerClass, frozenset[Payer]] = {
    PayerClass.MEDICAID: frozenset({Payer.ANY, Payer.MEDICAID}),
    PayerClass.MEDICARE: frozenset({Payer.ANY, Payer.MEDICARE}),
    PayerClass.PRIVATE: frozenset({Payer.ANY, Payer.PRIVATE}),
    PayerClass.MILITARY: frozenset({Payer.ANY, Payer.MILITARY}),
    PayerClass.TRIBAL: frozenset({Payer.ANY, Payer.TRIBAL}),
    PayerClass.NONE: frozenset({Payer.ANY, Payer.STATE_FUNDED}),
    PayerClass.UNKNOWN: frozenset({Payer.ANY}),
}
"""Places that are counted for which payers fit whom. Nobody knows yet how the last one pays, so a place that one payer
alone pays for is not kept for them: on the day they could be refused at the door. Product choice."""
