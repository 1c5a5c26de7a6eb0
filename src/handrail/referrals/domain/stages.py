"""Where a referral stands: the states of a closed loop, one by one, and what each is called in FHIR.

The outer states are those of the Gravity project's Task (HL7 SDOH Clinical Care 3.0.0); ours are finer, because what
loses people lies inside "requested" and "accepted": nobody looked, nobody answered the question, nobody came.
"""

from enum import StrEnum


class Stage(StrEnum):
    """One of these at every moment."""

    DRAFT = "draft"  # written down; nobody was asked
    ASKING = "asking"  # up to three programs were asked, without a name
    SENT = "sent"  # one program was picked, and may learn who it is
    ACKNOWLEDGED = "acknowledged"  # somebody there has looked
    ASKED_BACK = "asked_back"  # the program wants to know something first
    WAITLISTED = "waitlisted"
    HELD = "held"  # a place is kept until a stated moment
    EXPECTED = "expected"  # a time was given: "we expect you"
    TRAVELING = "traveling"  # the way there is arranged
    NO_SHOW = "no_show"  # the time came, the person did not
    DECLINED = "declined"  # this program cannot; the referral goes on
    ARRIVED = "arrived"
    COMPLETED = "completed"  # care has begun
    FAILED = "failed"  # it ended without care, for a stated reason
    CANCELED = "canceled"  # the person, or who sent them, took it back
    IN_ERROR = "in_error"  # should never have been


class GravityState(StrEnum):
    """Task.status of FHIR R4, as the closed-loop standard allows it."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ON_HOLD = "on-hold"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


GRAVITY: dict[Stage, GravityState] = {
    Stage.DRAFT: GravityState.DRAFT,
    Stage.ASKING: GravityState.REQUESTED,
    Stage.SENT: GravityState.REQUESTED,
    Stage.ACKNOWLEDGED: GravityState.REQUESTED,
    Stage.ASKED_BACK: GravityState.REQUESTED,
    Stage.WAITLISTED: GravityState.ON_HOLD,
    Stage.HELD: GravityState.ACCEPTED,
    Stage.EXPECTED: GravityState.ACCEPTED,
    Stage.TRAVELING: GravityState.ACCEPTED,
    Stage.NO_SHOW: GravityState.ON_HOLD,
    Stage.DECLINED: GravityState.REJECTED,
    Stage.ARRIVED: GravityState.IN_PROGRESS,
    Stage.COMPLETED: GravityState.COMPLETED,
    Stage.FAILED: GravityState.FAILED,
    Stage.CANCELED: GravityState.CANCELLED,
    Stage.IN_ERROR: GravityState.ENTERED_IN_ERROR,
}

ENDS = frozenset({Stage.COMPLETED, Stage.FAILED, Stage.CANCELED, Stage.IN_ERROR})
OPEN = tuple(stage for stage in Stage if stage not in ENDS)

WITH_A_PROGRAM = frozenset(
    {
        Stage.SENT,
        Stage.ACKNOWLEDGED,
        Stage.ASKED_BACK,
        Stage.WAITLISTED,
        Stage.HELD,
        Stage.EXPECTED,
        Stage.TRAVELING,
        Stage.NO_SHOW,
        Stage.ARRIVED,
    }
)
"""One program was picked, and who the person is may be opened there."""

SAID_YES = frozenset({Stage.WAITLISTED, Stage.HELD, Stage.EXPECTED, Stage.TRAVELING, Stage.ARRIVED, Stage.COMPLETED})
KEEPS_A_PLACE = frozenset({Stage.HELD, Stage.EXPECTED, Stage.TRAVELING})
"""A hold may stand while the referral is here. Everywhere else it has ended (never two people for the last bed, and
never a bed for nobody)."""


def is_open(stage: Stage) -> bool:
    return stage not in ENDS
