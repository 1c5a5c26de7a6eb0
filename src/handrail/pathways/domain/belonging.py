"""Which meetings stand on the last leg of a path, and until when it is tonight.

Every path has medicine (P4). So a meeting that is known to welcome people on medicine stands first, whatever its hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from handrail.meetings.domain.occurrences import DAY, Occurrence
from handrail.meetings.domain.parts_of_day import BEGINS, PartOfDay

# Product choices.
MOST_MEETINGS = 3
NEAR_MILES = 25.0
SOON = DAY
"""Where nothing is left tonight, what begins within a day is told, with its day."""


class Candidate(NamedTuple):
    """`miles` is None for what is held online alone, or by people who live elsewhere."""

    meeting_id: int
    occurrence: Occurrence
    miles: float | None
    is_medicine_welcome: bool


@dataclass(frozen=True)
class HeldMeeting:
    """One that was chosen, with its facts: a name, a place, who publishes it."""

    meeting: Any
    occurrence: Occurrence
    miles: float | None
    is_medicine_welcome: bool


@dataclass(frozen=True)
class Tonight:
    """The meetings of the last leg, by the clock (`zone`) of the place that was searched for.

    `is_listed`: a list of meetings is loaded at all. `is_any_near`: one is held in a room near by, be it shown or not.
    """

    meetings: tuple[HeldMeeting, ...]
    zone: str
    at: datetime
    is_listed: bool
    is_tonight: bool
    is_any_near: bool


def tonight_ends(at: datetime, zone: str) -> datetime:
    """The next morning on that clock: at one o'clock it is still the same night."""
    here, begins = at.astimezone(ZoneInfo(zone)), time(BEGINS[PartOfDay.MORNING])
    day = here.date() if here.time() < begins else here.date() + DAY
    return datetime.combine(day, begins, ZoneInfo(zone))


def begun_before(candidates: Sequence[Candidate], end: datetime) -> tuple[Candidate, ...]:
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


def place_in_line(each: Candidate) -> tuple[bool, datetime, float]:
    return not each.is_medicine_welcome, each.occurrence.start, each.miles or 0.0
