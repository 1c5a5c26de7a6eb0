"""The ways that people compare: fellowships, and for families a training beside them. And what is asked of each."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from handrail.meetings.domain.fellowships import Fellowship


class Training(StrEnum):
    """What is no fellowship, and stands beside them."""

    CRAFT = "CRAFT"


Way = Fellowship | Training
"""As forms and the table of answers name it: by its code."""


class Question(StrEnum):
    """In the order in which people ask them."""

    FIRST = "first"
    WHO = "who"
    MEDICINE = "medicine"
    BELIEFS = "beliefs"
    COST = "cost"
    EVIDENCE = "evidence"


class Kind(StrEnum):
    """By the alphabet within each, and no way before another for any other reason."""

    TWELVE_STEP = "twelve_step"
    OTHER = "other"
    FAMILIES = "families"


WAYS: Mapping[Kind, tuple[Way, ...]] = {
    Kind.TWELVE_STEP: (Fellowship.AA, Fellowship.CA, Fellowship.HA, Fellowship.MARA, Fellowship.NA),
    Kind.OTHER: (
        Fellowship.LIFERING,
        Fellowship.RECOVERY_DHARMA,
        Fellowship.SMART,
        Fellowship.WOMEN_FOR_SOBRIETY,
    ),
    Kind.FAMILIES: (Fellowship.AL_ANON, Fellowship.NAR_ANON, Training.CRAFT),
}
EVERY_WAY = tuple(way for ways in WAYS.values() for way in ways)

WAY_OF: Mapping[str, Way] = {way.value: way for way in EVERY_WAY}

FEWEST, MOST = 2, 3
"""So many stand side by side: on a telephone more cannot be read."""


def fellowship_of(way: Way) -> Fellowship:
    """Whose meetings the finder shows for it. CRAFT is taught in the family meetings of SMART."""
    return Fellowship.SMART if isinstance(way, Training) else way


def ways_named(names: Iterable[str]) -> tuple[Way, ...]:
    """In our order, each once. What is no way is no choice."""
    chosen = set(names)
    return tuple(way for way in EVERY_WAY if way in chosen)
