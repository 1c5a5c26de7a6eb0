"""The one table of what may become of a referral: from, to, who may, what it requires. Refused by domain, action and
database alike: the constraint of `referrals.Referral` and its log are made from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handrail.referrals.domain.reasons import OUTCOMES, SAID_BY, STILL_WITHOUT_CARE, DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import OPEN, Stage
from handrail.web.translation import mark


class Requires(StrEnum):
    """What must be there before a move is made."""

    QUESTIONS = "questions"  # at least one program was asked
    PROGRAM = "program"  # one was picked
    CONSENT = "consent"  # a live one that names it
    TIME = "time"  # when the person is expected
    UNTIL = "until"  # how long the place is kept
    POSITION = "position"  # on the waiting list
    WORDS = "words"  # a question or its reply
    DECLINE = "decline"  # who declined, and why
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Move:
    """One line of the table."""

    sides: frozenset[Side]
    requires: frozenset[Requires] = frozenset()


S, R = Stage, Requires
RECEIVER, SENDER, PERSON = frozenset({Side.RECEIVER}), frozenset({Side.SENDER}), frozenset({Side.PERSON})
COORDINATOR, CLOCK, ONE_WAY = frozenset({Side.COORDINATOR}), frozenset({Side.CLOCK}), frozenset({Side.ONE_WAY})
ANSWERS = RECEIVER | COORDINATOR  # a coordinator writes down what a program says on the telephone
PICKS = SENDER | PERSON | COORDINATOR

AWAITS_ANSWER = (S.SENT, S.ACKNOWLEDGED, S.ASKED_BACK)
ANSWERED_YES = (S.WAITLISTED, S.HELD, S.EXPECTED, S.TRAVELING)

MOVES: dict[tuple[Stage, Stage], Move] = {
    (S.DRAFT, S.ASKING): Move(PICKS, frozenset({R.QUESTIONS})),
    (S.DRAFT, S.SENT): Move(PICKS | ONE_WAY, frozenset({R.PROGRAM, R.CONSENT})),
    (S.ASKING, S.SENT): Move(PICKS, frozenset({R.PROGRAM, R.CONSENT})),
    (S.DECLINED, S.ASKING): Move(PICKS | CLOCK, frozenset({R.QUESTIONS})),
    (S.DECLINED, S.SENT): Move(PICKS, frozenset({R.PROGRAM, R.CONSENT})),
    (S.NO_SHOW, S.ASKING): Move(PICKS, frozenset({R.QUESTIONS})),
    (S.NO_SHOW, S.SENT): Move(PICKS, frozenset({R.PROGRAM, R.CONSENT})),
    (S.WAITLISTED, S.SENT): Move(PICKS, frozenset({R.PROGRAM, R.CONSENT})),  # another has room sooner
    (S.SENT, S.ACKNOWLEDGED): Move(ANSWERS),
    (S.ASKED_BACK, S.ACKNOWLEDGED): Move(PICKS, frozenset({R.WORDS})),  # the reply
    (S.HELD, S.ACKNOWLEDGED): Move(ANSWERS | CLOCK),  # the place could not be kept longer
    (S.HELD, S.HELD): Move(ANSWERS, frozenset({R.UNTIL})),
    (S.EXPECTED, S.EXPECTED): Move(ANSWERS, frozenset({R.TIME})),  # another time
    (S.WAITLISTED, S.WAITLISTED): Move(ANSWERS, frozenset({R.POSITION})),
    (S.HELD, S.EXPECTED): Move(ANSWERS, frozenset({R.TIME})),
    (S.WAITLISTED, S.EXPECTED): Move(ANSWERS, frozenset({R.TIME})),
    (S.WAITLISTED, S.HELD): Move(ANSWERS, frozenset({R.UNTIL})),
    (S.NO_SHOW, S.EXPECTED): Move(ANSWERS, frozenset({R.TIME})),  # a no-show is not the end
    (S.NO_SHOW, S.ARRIVED): Move(ANSWERS | PERSON | SENDER),  # late is arrived
    (S.HELD, S.TRAVELING): Move(ANSWERS | PICKS),
    (S.EXPECTED, S.TRAVELING): Move(ANSWERS | PICKS),
    (S.ARRIVED, S.COMPLETED): Move(ANSWERS | PERSON, frozenset({R.OUTCOME})),
    (S.ARRIVED, S.DECLINED): Move(ANSWERS | PERSON, frozenset({R.DECLINE})),  # they came, and were turned away
}
for waiting in AWAITS_ANSWER:
    MOVES[waiting, S.EXPECTED] = Move(ANSWERS, frozenset({R.TIME}))
    MOVES[waiting, S.HELD] = Move(ANSWERS, frozenset({R.UNTIL}))
    MOVES[waiting, S.WAITLISTED] = Move(ANSWERS, frozenset({R.POSITION}))
for waiting in (S.SENT, S.ACKNOWLEDGED):
    MOVES[waiting, S.ASKED_BACK] = Move(ANSWERS, frozenset({R.WORDS}))
    MOVES[waiting, S.ASKING] = Move(PICKS | CLOCK, frozenset({R.QUESTIONS}))  # silence: the next are asked (S22)
for answered in (*AWAITS_ANSWER, *ANSWERED_YES, S.NO_SHOW):
    MOVES[answered, S.DECLINED] = Move(ANSWERS | PERSON, frozenset({R.DECLINE}))
for coming in (S.HELD, S.EXPECTED, S.TRAVELING):
    MOVES[coming, S.ARRIVED] = Move(ANSWERS | PERSON)
    MOVES[coming, S.NO_SHOW] = Move(ANSWERS)
for still_open in OPEN:
    MOVES[still_open, S.FAILED] = Move(ANSWERS | SENDER, frozenset({R.OUTCOME}))
    MOVES[still_open, S.CANCELED] = Move(PICKS | CLOCK, frozenset({R.OUTCOME}))  # by the clock: consent ended, erased
    MOVES[still_open, S.IN_ERROR] = Move(SENDER | COORDINATOR, frozenset({R.OUTCOME}))


@dataclass(frozen=True)
class Given:
    """What comes with a move. Only what it requires is kept."""

    has_questions: bool = False
    has_program: bool = False
    has_consent: bool = False
    expected_at: datetime | None = None
    held_until: datetime | None = None
    position: int | None = None
    words: str = ""
    declined_by: DeclinedBy | None = None
    reason: DeclineReason | None = None
    outcome: Outcome | None = None


NOTHING = Given()


class MoveRefused(Exception):
    """The message may be shown to the person who asked; `code` tells a program why."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


NO_SUCH_MOVE = mark("This cannot be done now. Somebody may have changed it: look again.")
NOT_YOURS = mark("Somebody else has to do this.")
GOES_ON = mark("Say that you cannot take them, or leave it open. Our coordinator looks for them.")
MISSING: Mapping[Requires, str] = {
    R.QUESTIONS: mark("Ask at least one program first."),
    R.PROGRAM: mark("Choose one program first."),
    R.CONSENT: mark("The person has not agreed to this program. Nobody may learn who they are."),
    R.TIME: mark("Say when the person is expected."),
    R.UNTIL: mark("Say until when the place is kept."),
    R.POSITION: mark("Say where on the list the person is: 1 is next."),
    R.WORDS: mark("Write at least one word."),
    R.DECLINE: mark("Say who declined, and why."),
    R.OUTCOME: mark("Say how it ended."),
}


def check_move(current: Stage, to: Stage, *, side: Side, given: Given = NOTHING) -> None:
    """Raises `MoveRefused` for what is not in the table, for the wrong side, and for what is missing."""
    move = MOVES.get((current, to))
    if move is None:
        raise MoveRefused(NO_SUCH_MOVE, code="no_such_move")
    if side not in move.sides:
        raise MoveRefused(NOT_YOURS, code="not_yours")
    for required in Requires:
        if required in move.requires and not is_there(required, to, given):
            raise MoveRefused(MISSING[required], code=f"needs_{required}")


def is_there(required: Requires, to: Stage, given: Given) -> bool:
    there: dict[Requires, bool] = {
        R.QUESTIONS: given.has_questions,
        R.PROGRAM: given.has_program,
        R.CONSENT: given.has_consent,
        R.TIME: given.expected_at is not None,
        R.UNTIL: given.held_until is not None,
        R.POSITION: given.position is not None and given.position >= 1,
        R.WORDS: bool(given.words.strip()),
        R.DECLINE: given.declined_by is not None and given.reason in SAID_BY[given.declined_by],
        R.OUTCOME: given.outcome in OUTCOMES.get(to, frozenset()),
    }
    return there[required]


def may_end_by(outcome: Outcome | None, *, side: Side, is_one_way: bool) -> bool:
    """Police and custody go on with nobody (S24). So no program ends the search for whom they sent: a coordinator,
    whose turn it is then, has to know and may have to ring."""
    return side is not Side.RECEIVER or not is_one_way or outcome not in STILL_WITHOUT_CARE


def can_move(current: Stage, to: Stage, *, side: Side) -> bool:
    """Whether a page offers it: what it requires is asked for there."""
    move = MOVES.get((current, to))
    return move is not None and side in move.sides


def open_to(current: Stage, *, side: Side) -> tuple[Stage, ...]:
    """Where this side may take it from here, in the order of the stages."""
    return tuple(to for to in Stage if can_move(current, to, side=side))
