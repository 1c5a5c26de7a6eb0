"""What happens when a limit runs out, rung by rung, until a human has it: a referral never ends by silence.

Remind whose turn it is; reach them another way; ask the next programs, without a name (S22); call the rostered
coordinator (P10). A rung is climbed when the time of the one below has run out, and rungs that do not fit are passed.
"""

from datetime import datetime, timedelta
from enum import IntEnum

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


def next_rung(rung: Rung, *, stage: Stage, turn: Side, asked: int, has_second_contact: bool) -> Rung:
    """The next one that fits. The last is kept: it is climbed again and again until somebody moves the referral."""
    fits = {
        Rung.REMINDED: turn is not Side.COORDINATOR,
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
