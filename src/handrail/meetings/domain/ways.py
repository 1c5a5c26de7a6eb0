"""The ways that people compare: fellowships, and for families a training beside them. And what is asked of each."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from handrail.meetings.domain.fellowships import Fellowship


class Way(StrEnum):
    """As forms and the table of answers name it: a fellowship by its own code."""

    NA = "NA"
    HA = "HA"
    AA = "AA"
    CA = "CA"
    MARA = "MARA"
    SMART = "SMART"
    RECOVERY_DHARMA = "RD"
    LIFERING = "LIFERING"
    WOMEN_FOR_SOBRIETY = "WFS"
    NAR_ANON = "NARANON"
    AL_ANON = "ALANON"
    CRAFT = "CRAFT"


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
    Kind.TWELVE_STEP: (Way.AA, Way.CA, Way.HA, Way.MARA, Way.NA),
    Kind.OTHER: (Way.LIFERING, Way.RECOVERY_DHARMA, Way.SMART, Way.WOMEN_FOR_SOBRIETY),
    Kind.FAMILIES: (Way.AL_ANON, Way.NAR_ANON, Way.CRAFT),
}
EVERY_WAY = tuple(way for ways in WAYS.values() for way in ways)

FEWEST, MOST = 2, 3
"""So many stand side by side: on a telephone more cannot be read."""


def fellowship_of(way: Way) -> Fellowship:
    """Whose meetings the finder shows for it. CRAFT is taught in the family meetings of SMART."""
    return Fellowship.SMART if way is Way.CRAFT else Fellowship(way.value)


def ways_named(names: Iterable[str]) -> tuple[Way, ...]:
    """In our order, each once. What is no way is no choice."""
    chosen = set(names)
    return tuple(way for way in EVERY_WAY if way in chosen)
