"""By what the network looks at itself. Every referral stands in exactly one row."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from handrail.privacy.domain.fixed_periods import PeriodKind
from handrail.referrals.domain.referral_facts import ReferralFacts

OTHER: Final = "other"
SEVERAL: Final = "several"
NONE_TOLD: Final = "none_told"


ONE_SAID_YES, ALL_SAID_NO = "one_said_yes", "all_said_no"
RURAL, URBAN = "rural", "urban"
AREAS: Final = {True: RURAL, False: URBAN, None: OTHER}


class Dimension(StrEnum):
    """One table each."""

    SOURCE = "source"
    PROGRAM = "program"
    NEED = "need"
    LANGUAGE = "language"
    RURAL = "rural"
    PAYER = "payer"
    SAID = "said"


# A table is published by one kind of period alone (`fixed_periods`). One program has too few people in a quarter for
# what seekers want to know of it, so programs are looked at by year, and areas are made of programs. Product choice.
PERIOD_OF: Final[dict[Dimension, PeriodKind]] = {
    Dimension.SOURCE: PeriodKind.QUARTER,
    Dimension.PROGRAM: PeriodKind.YEAR,
    Dimension.NEED: PeriodKind.QUARTER,
    Dimension.LANGUAGE: PeriodKind.QUARTER,
    Dimension.RURAL: PeriodKind.YEAR,
    Dimension.PAYER: PeriodKind.QUARTER,
    Dimension.SAID: PeriodKind.QUARTER,
}


def row_of(facts: ReferralFacts, dimension: Dimension, *, rows: Sequence[str]) -> str:
    """`rows` were fixed before anybody was counted: a row that appears with its first person would tell of them."""
    row = value_of(facts, dimension)
    return row if row in rows else OTHER


def value_of(facts: ReferralFacts, dimension: Dimension) -> str:
    match dimension:
        case Dimension.SOURCE:
            return facts.source_kind
        case Dimension.PROGRAM:
            return facts.program_id
        case Dimension.NEED:
            return need_of(facts)
        case Dimension.LANGUAGE:
            return facts.language
        case Dimension.RURAL:
            raise LookupError("Areas are added up from what their programs show (mirror_areas).")
        case Dimension.PAYER:
            return facts.payer
        case Dimension.SAID:
            return facts.said


def need_of(facts: ReferralFacts) -> str:
    """Several needs are a row of their own: rows that overlap could be taken from each other."""
    if len(facts.need_codes) > 1:
        return SEVERAL
    return next(iter(facts.need_codes), NONE_TOLD)
