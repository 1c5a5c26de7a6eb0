"""What its list says of a meeting beside time and place: for whom it is, how one gets in, and what it is like."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.meetings.domain.traits import Trait
from handrail.meetings.wordings.traits import traits_told

WHO = (
    Trait.OPEN, Trait.CLOSED, Trait.RESTRICTED, Trait.NEWCOMERS, Trait.WOMEN, Trait.MEN, Trait.LGBTQ, Trait.YOUNG,
    Trait.SENIORS, Trait.PEOPLE_OF_COLOR, Trait.NATIVE, Trait.PROFESSIONALS, Trait.DUAL_DIAGNOSIS,
    Trait.MEDICINE_WELCOME, Trait.CHILDREN_WELCOME, Trait.CHILDCARE,
)  # fmt: skip
ACCESS = (
    Trait.WHEELCHAIR, Trait.ACCESSIBLE_RESTROOM, Trait.SIGN_LANGUAGE, Trait.FRAGRANCE_FREE, Trait.SMOKING,
    Trait.NO_SMOKING, Trait.OUTDOORS,
)  # fmt: skip
LIKE = (
    Trait.SECULAR, Trait.DISCUSSION, Trait.SPEAKER, Trait.MEDITATION, Trait.CANDLELIGHT, Trait.LITERATURE,
    Trait.BASIC_TEXT, Trait.STEPS, Trait.TRADITIONS, Trait.CONCEPTS, Trait.PROOF_OF_ATTENDANCE,
)  # fmt: skip
"""Together every trait, each once; a test says so."""


@dataclass(frozen=True, slots=True)
class Expected:
    who: tuple[str, ...]
    access: tuple[str, ...]
    like: tuple[str, ...]


def expected(traits: Iterable[str], language: str) -> Expected:
    held = frozenset(traits)
    return Expected(*(tuple(traits_told(held, language, among=group)) for group in (WHO, ACCESS, LIKE)))
