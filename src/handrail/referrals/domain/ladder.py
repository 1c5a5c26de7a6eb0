"""What happens when a limit runs out, rung by rung, until a human has it: a referral never ends by silence.

Remind whose turn it is; reach them another way; ask the next programs, without a name (S22); call the rostered
coordinator (P10). A rung is climbed when the time of the one below has run out, and rungs that do not fit are passed.
"""

from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage

MOST_ASKED = 3  # programs per referral in total, all told (S21)


class Rung(IntEnum):
    """How far up it is. Zero: within its limit."""

    IN_TIME = 0
    REMINDED = 1
    SECOND_CONTACT = 2
    NEXT_ASKED = 3
    COORDINATOR = 4


STEP: dict[Urgency, timedelta] = {
    Urgency.NOW: timedelta(minutes=10),
    Urgency.TODAY: timedelta(hours=1),
    Urgency.NEXT_DAY: timedelta(hours=4),
}
"""Between two rungs. Product choice: the whole ladder takes about as long as the first limit."""

ASKS_NEXT = frozenset({Stage.ASKING, Stage.SENT, Stage.ACKNOWLEDGED, Stage.DECLINED})
"""Only where no program has said yes: a person who is expected somewhere is not offered round."""

CALL_AGAIN = timedelta(hours=1)
"""A coordinator who acknowledged and did not move it is called again. Product choice."""


def next_rung(
    rung: Rung, *, stage: Stage, turn: Side, asked: int, has_second_contact: bool, has_contact: bool = True
) -> Rung:
    """The next one that fits. The last is kept: it is climbed again and again until somebody moves the referral.

    Where nobody can be written to, nobody waits for an answer to what was never sent: a human rings.
    """
    fits = {
        Rung.REMINDED: turn is not Side.COORDINATOR and has_contact,
        Rung.SECOND_CONTACT: turn is Side.RECEIVER and has_second_contact,
        Rung.NEXT_ASKED: stage in ASKS_NEXT and asked < MOST_ASKED,
        Rung.COORDINATOR: True,
    }
    return next(higher for higher in Rung if higher > min(rung, Rung.NEXT_ASKED) and fits.get(higher, False))


def climbs_at(rung: Rung, *, due_at: datetime, rung_at: datetime, urgency: Urgency) -> datetime:
    """When the next rung is climbed."""
    if rung is Rung.IN_TIME:
        return due_at
    return rung_at + (CALL_AGAIN if rung is Rung.COORDINATOR else STEP[urgency])


SKEW = timedelta(minutes=1)  # clocks of two nodes differ; more than that is a clock that was moved


def is_from_another_clock(since: datetime, *, at: datetime) -> bool:
    """What began in the future began before the clock was set back: it begins anew, with neither storm nor silence."""
    return since > at + SKEW


ROUND = timedelta(minutes=5)  # in which a worker that runs comes by each referral, many times over


class Watch(StrEnum):
    """Who watches over a referral. The last must never be: it is what this product is there to prevent."""

    ENDED = "ended"
    IN_TIME = "in_time"
    CLIMBING = "climbing"  # the limit ran out, and the next rung has its time
    WITH_A_HUMAN = "with_a_human"  # the coordinators were called, or one of them has it
    WAITS_FOR_HOURS = "waits_for_hours"  # nobody is on duty; they are called when somebody is
    SILENT = "silent"


def watch_over(
    rung: Rung, *, climbs_at: datetime | None, is_called: bool, is_somebody_there: bool, at: datetime
) -> Watch:
    """`climbs_at`: None for what has ended. `is_called`: a page about it is open, or was taken since it moved."""
    if climbs_at is None:
        return Watch.ENDED
    if is_called and rung is Rung.COORDINATOR:
        return Watch.WITH_A_HUMAN
    if at < climbs_at + ROUND:
        return Watch.IN_TIME if rung is Rung.IN_TIME else Watch.CLIMBING
    return Watch.SILENT if is_somebody_there else Watch.WAITS_FOR_HOURS
