"""Which meetings stand on the last leg of a path.

Every path has medicine (P4). So a meeting that is known to welcome people on medicine stands first, whatever its hour.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from math import inf
from typing import Any, NamedTuple

from handrail.meetings.domain.fellowships import FOR_FAMILIES, NOT_KNOWN, Fellowship
from handrail.meetings.domain.occurrences import DAY, Occurrence
from handrail.meetings.domain.traits import Trait

# Product choices.
MOST_MEETINGS = 3
NEAR_MILES = 25.0
SOON = DAY
"""Where nothing is left today, what begins within a day is told, with its day."""


class Rank(IntEnum):
    """What decides before the hour does."""

    MEDICINE_WELCOME = 0
    ABOUT_DRUGS = 1
    ABOUT_ALCOHOL = 2

    @property
    def is_welcome(self) -> bool:
        return self is Rank.MEDICINE_WELCOME


ABOUT_DRUGS = frozenset(
    {
        Fellowship.NA,
        Fellowship.HA,
        Fellowship.CA,
        Fellowship.MARA,
        Fellowship.SMART,
        Fellowship.RECOVERY_DHARMA,
        Fellowship.LIFERING,
    }
)
FELLOWSHIPS: Mapping[Rank, frozenset[Fellowship]] = {
    Rank.MEDICINE_WELCOME: ABOUT_DRUGS | {Fellowship.AA},
    Rank.ABOUT_DRUGS: ABOUT_DRUGS,
    Rank.ABOUT_ALCOHOL: frozenset({Fellowship.AA}),
}
NOT_ON_PATHS = FOR_FAMILIES | NOT_KNOWN | {Fellowship.WOMEN_FOR_SOBRIETY}
"""Paths are for opioids. Groups for families are for somebody else, and of a list without a fellowship nobody knows
what it is about. Women for Sobriety is for women alone, whatever its rows say. All of them are in the finder."""

FOR_SOME: Mapping[str, frozenset[str]] = {
    Trait.WOMEN: frozenset({"woman", "pregnant"}),
    Trait.MEN: frozenset({"man"}),
}
"""Meetings that are for some alone, with what a need must hold for them."""


class Candidate(NamedTuple):
    """`miles` is None for what is held online, wherever it is."""

    meeting_id: int
    occurrence: Occurrence
    miles: float | None
    rank: Rank


@dataclass(frozen=True)
class HeldMeeting:
    """One that was chosen, with its facts: a name, a place, who publishes it."""

    meeting: Any
    occurrence: Occurrence
    miles: float | None
    rank: Rank


@dataclass(frozen=True, eq=False)
class Tonight:
    """The meetings of the last leg, by the clock (`zone`) of the place that was searched for.

    `is_listed`: a list of meetings is loaded at all. `is_today`: they begin before the reader's day is over.
    `is_any_near`: one of them is held in a room near by.
    """

    meetings: tuple[HeldMeeting, ...]
    place: Any
    zone: str
    at: datetime
    is_listed: bool
    is_today: bool

    @property
    def is_any_near(self) -> bool:
        return any(each.miles is not None for each in self.meetings)


def is_for(traits: Collection[str], asked: Collection[str]) -> bool:
    """Whether a person of whom so much is known may come. Who says nothing of it is sent where all may come."""
    closed_to_others = [needed for trait, needed in FOR_SOME.items() if trait in traits]
    return not closed_to_others or any(needed & set(asked) for needed in closed_to_others)


def begun_before(candidates: Iterable[Candidate], end: datetime) -> tuple[Candidate, ...]:
    return tuple(each for each in candidates if each.occurrence.start < end)


def chosen(near: Sequence[Candidate], online: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The first in line of both. Who cannot leave home, and who needs a room with people, each finds one if there is
    one: of three that are all of one kind the last gives way."""
    is_near = {each.meeting_id for each in near}
    line = sorted([*near, *(each for each in online if each.meeting_id not in is_near)], key=place_in_line)
    first, rest = line[:MOST_MEETINGS], line[MOST_MEETINGS:]
    kinds = {each.miles is None for each in first}
    other = next((each for each in rest if (each.miles is None) not in kinds), None)
    return (*first[:-1], other) if other else tuple(first)


def place_in_line(each: Candidate) -> tuple[Rank, datetime, float]:
    """Of two that begin together the nearer stands first, and a room before a call."""
    return each.rank, each.occurrence.start, inf if each.miles is None else each.miles
