"""Whose turn it is at each stage, and how long they may take. No open stage is without a clock.

Limits by urgency are the product's promise (issue and reference section 7: acknowledged or escalated in 30 minutes, 4
hours, the next working day). Others are product choices, with the reason beside each.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handrail.referrals.domain.holds import LONGEST
from handrail.referrals.domain.ladder import STEP
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import GONE_AFTER
from handrail.referrals.domain.release import first_called
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, Stage
from handrail.web.translation import mark


class Runs(StrEnum):
    """From what a clock is counted."""

    BY_URGENCY = "by_urgency"  # from the move, by ANSWER_WITHIN
    FROM_TIME = "from_time"  # from the moment the person is expected
    AT_UNTIL = "at_until"  # when the place is no longer kept
    FIXED = "fixed"  # from the move


@dataclass(frozen=True)
class Clock:
    """Who has to act, and by when."""

    turn: Side
    runs: Runs
    after: timedelta = timedelta(0)
    why: str = ""


ANSWER_WITHIN: dict[Urgency, timedelta] = {
    Urgency.NOW: timedelta(minutes=30),
    Urgency.TODAY: timedelta(hours=4),
}
"""The next working day ends at its own time: `next_working_day`."""

WORKDAY_ENDS = time(17)  # of the program's own zone; product choice: the end of usual office hours
SATURDAY = 5
SOONEST, LATEST = timedelta(0), timedelta(days=180)  # of a time somebody gives; a year typed wrong is refused

CLOCKS: dict[Stage, Clock] = {
    Stage.DRAFT: Clock(Side.SENDER, Runs.BY_URGENCY, why="a person waits beside it"),
    Stage.ASKING: Clock(Side.RECEIVER, Runs.BY_URGENCY, why="the promise"),
    Stage.SENT: Clock(Side.RECEIVER, Runs.BY_URGENCY, why="the promise"),
    Stage.ACKNOWLEDGED: Clock(Side.RECEIVER, Runs.BY_URGENCY, why="looking is not answering"),
    Stage.ASKED_BACK: Clock(Side.SENDER, Runs.BY_URGENCY, why="the program waits for the reply"),
    Stage.WAITLISTED: Clock(
        Side.RECEIVER, Runs.FIXED, timedelta(days=7), "weekly contact keeps people (reference section 3.1)"
    ),
    Stage.HELD: Clock(Side.RECEIVER, Runs.AT_UNTIL, why="a place is kept until a stated moment, and no longer"),
    Stage.EXPECTED: Clock(
        Side.RECEIVER, Runs.FROM_TIME, timedelta(hours=2), "time to come late before anybody asks whether they came"
    ),
    Stage.TRAVELING: Clock(Side.RECEIVER, Runs.FROM_TIME, timedelta(hours=2), "as expected"),
    Stage.NO_SHOW: Clock(Side.SENDER, Runs.BY_URGENCY, why="somebody looks for the person, at the same pace"),
    Stage.DECLINED: Clock(Side.SENDER, Runs.BY_URGENCY, why="the next program is asked at the same pace"),
    Stage.ARRIVED: Clock(
        Side.RECEIVER, Runs.FIXED, timedelta(days=3), "by then care has begun, or the person has left before it"
    ),
}


def turn_of(stage: Stage, *, is_self_referred: bool = False, is_one_way: bool = False) -> Side | None:
    """Who has to act. Where no sender may be asked again, a coordinator stands in for one.

    Police get no reminder (S24), and nobody in need is told off by a clock.
    """
    clock = CLOCKS.get(stage)
    if clock is None:
        return None
    if clock.turn is Side.SENDER and (is_self_referred or is_one_way):
        return Side.COORDINATOR
    return clock.turn


def due_at(
    stage: Stage,
    *,
    since: datetime,
    urgency: Urgency,
    zone: str,
    expected_at: datetime | None = None,
    held_until: datetime | None = None,
    release_on: date | None = None,
) -> datetime | None:
    """When whoever's turn it is must have acted; None for an end alone."""
    if stage in ENDS:
        return None
    clock = CLOCKS[stage]
    if clock.runs is Runs.AT_UNTIL and held_until is not None:
        return held_until
    if clock.runs is Runs.FROM_TIME:
        return max(expected_at or held_until or since, since) + clock.after
    if clock.runs is Runs.FIXED:
        return since + clock.after
    if stage is Stage.ASKING:
        return question_due(urgency, since=since, zone=zone)
    due = answer_due(urgency, since=since, zone=zone)
    return max(due, first_called(release_on, zone=zone)) if release_on and stage in PREPARES else due


PREPARES = frozenset({Stage.DRAFT, Stage.DECLINED})
"""Where the sender alone has to act: what is written months before a release calls nobody each hour until then."""


def is_given(stage: Stage) -> bool:
    """Whether its limit is a moment that somebody named."""
    return CLOCKS[stage].runs in (Runs.AT_UNTIL, Runs.FROM_TIME)


MOST_DAYS_OFF = timedelta(days=4)  # from an early Friday to the end of Monday, over a change of the clocks


def longest(stage: Stage, urgency: Urgency) -> timedelta:
    """No limit that was set now lies further ahead: what does was set by a clock that has been set back since."""
    clock = CLOCKS[stage]
    if clock.runs is Runs.AT_UNTIL:
        return LONGEST
    if clock.runs is Runs.FROM_TIME:
        return LATEST + clock.after
    return clock.after if clock.runs is Runs.FIXED else ANSWER_WITHIN.get(urgency, MOST_DAYS_OFF)


def question_due(urgency: Urgency, *, since: datetime, zone: str) -> datetime:
    """While the programs still see the question (S21), with time for a reminder: after that nobody could answer."""
    return min(answer_due(urgency, since=since, zone=zone), since + GONE_AFTER - STEP[urgency])


def answer_due(urgency: Urgency, *, since: datetime, zone: str) -> datetime:
    within = ANSWER_WITHIN.get(urgency)
    return since + within if within is not None else next_working_day(since, zone=zone)


def next_working_day(since: datetime, *, zone: str) -> datetime:
    """The end of the first working day after this one, by the clock on the wall there. Holidays are not known to us."""
    local = since.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, WORKDAY_ENDS, tzinfo=ZoneInfo(zone)).astimezone(since.tzinfo)


def is_sound_time(moment: datetime, *, at: datetime) -> bool:
    """A time somebody gives lies ahead, and not so far that it is a slip of the hand."""
    return SOONEST < moment - at <= LATEST


PAST = mark("This time lies in the past. Say one that is still ahead.")
TOO_FAR = mark("This time is more than six months ahead. Look at the year again.")


def why_unsound(moment: datetime, *, at: datetime) -> str:
    """Which way a time that nobody can mean is wrong; nothing where it is sound."""
    if is_sound_time(moment, at=at):
        return ""
    return PAST if moment - at <= SOONEST else TOO_FAR
