"""Invented meetings in any number, crowded in cities and evenings as meetings are, and what benches ask of them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple, TypeVar

import numpy as np

from handrail.directory.index.synthetic import NEW_YORK, invented_points
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.parts_of_day import PartOfDay
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.query import MeetingQuery
from handrail.meetings.index.rows import MeetingRow

RADIUS_MILES = 25.0
# Shares of a hundred, roughly. Invented: most meetings are of one day, in a room, in the evening.
FELLOWSHIPS = {Fellowship.AA: 55, Fellowship.NA: 28, Fellowship.AL_ANON: 9, Fellowship.CA: 4, Fellowship.SMART: 4}
VENUES = {Venue.IN_PERSON: 68, Venue.ONLINE: 18, Venue.HYBRID: 11, Venue.SUSPENDED: 3}
DAYS_A_MEETING = {1: 82, 2: 6, 3: 3, 5: 3, 7: 4, 0: 2}
HOURS = {6: 4, 7: 6, 9: 5, 10: 6, 12: 15, 17: 10, 18: 16, 19: 22, 20: 13, 21: 3}
QUARTERS = {0: 60, 15: 8, 30: 28, 45: 4}
MINUTES = {60: 78, 90: 19, 30: 2, 1440: 1}
LANGUAGES: dict[tuple[str, ...], int] = {("en",): 84, (): 6, ("es",): 7, ("en", "es"): 2, ("fa",): 1}
TRAITS_A_MEETING = {2: 30, 3: 40, 5: 30}
ZONES_EAST_OF = ((-86.0, "America/New_York"), (-101.0, "America/Chicago"), (-114.0, "America/Denver"))
WESTERNMOST = "America/Los_Angeles"
DAYS_ASKED_ABOUT = 3
WORST = MeetingQuery(latitude=NEW_YORK[0], longitude=NEW_YORK[1], miles=100.0, online=True)
TRAITS = list(Trait)

Choice = TypeVar("Choice")


class Question(NamedTuple):
    query: MeetingQuery
    at: datetime


def synthetic_meetings(*, rows: int, seed: int = 41) -> Iterator[MeetingRow]:
    """The same meetings for the same number and seed, in no particular order."""
    chance = random.Random(seed)  # noqa: S311  (a bench, not a secret)
    for number, point in enumerate(invented_points(rows, np.random.default_rng(seed))):
        yield invented_meeting(number, point, chance)


def invented_meeting(number: int, point: Sequence[float], chance: random.Random) -> MeetingRow:
    days = chance.sample(range(7), one_of(DAYS_A_MEETING, chance))
    return MeetingRow(
        pk=number + 1,
        public_id=f"{number * 2_654_435_761 % 2**32:08x}{number:07x}",
        fellowship=one_of(FELLOWSHIPS, chance),
        venue=one_of(VENUES, chance),
        weekdays="".join(map(str, sorted(days))),
        start=time(one_of(HOURS, chance), one_of(QUARTERS, chance)) if days else None,
        minutes=one_of(MINUTES, chance),
        zone=zone_at(point[1]),
        languages=[*one_of(LANGUAGES, chance)],
        traits=chance.sample(TRAITS, one_of(TRAITS_A_MEETING, chance)),
        latitude=point[0],
        longitude=point[1],
    )


def one_of(shares: Mapping[Choice, int], chance: random.Random) -> Choice:
    """A choice by its share of a hundred."""
    return chance.choices(tuple(shares), weights=tuple(shares.values()))[0]


def zone_at(longitude: float) -> str:
    return next((zone for west, zone in ZONES_EAST_OF if longitude >= west), WESTERNMOST)


def synthetic_questions(meetings: Sequence[MeetingRow], *, number: int, at: datetime, seed: int = 42) -> list[Question]:
    """The next 50 within 25 miles of a point near a meeting, from a moment of the days to come."""
    chance = random.Random(seed)  # noqa: S311  (a bench, not a secret)
    return [question_near(chance.choice(meetings), chance, at) for _ in range(number)]


def question_near(meeting: MeetingRow, chance: random.Random, at: datetime) -> Question:
    query = MeetingQuery(
        latitude=(meeting.latitude or 0.0) + chance.gauss(0, 0.1),
        longitude=(meeting.longitude or 0.0) + chance.gauss(0, 0.1),
        miles=RADIUS_MILES,
        reader_zone=meeting.zone,
    )
    return Question(query, at + timedelta(minutes=chance.randrange(DAYS_ASKED_ABOUT * 24 * 60)))


def with_all_chosen(query: MeetingQuery) -> MeetingQuery:
    """Open NA and AA meetings in English, on evenings of working days."""
    return replace(
        query,
        fellowships=frozenset({Fellowship.NA, Fellowship.AA}),
        traits=frozenset({Trait.OPEN}),
        languages=frozenset({"en"}),
        weekdays=frozenset({1, 2, 3, 4, 5}),
        parts_of_day=frozenset({PartOfDay.EVENING}),
    )
