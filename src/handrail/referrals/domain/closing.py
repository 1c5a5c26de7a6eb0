"""Did they get in? Both accounts count, that of the program and that of the person, and neither wins by default."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handrail.referrals.domain.ringing import NoteKind
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.web.translation import mark


class Whom(StrEnum):
    """Who is asked. Each is asked once for each time at which somebody was expected."""

    PROGRAM = "program"
    PERSON = "person"


class Account(StrEnum):
    """What each of them says, in the same words, so that the two can be laid side by side."""

    GOT_IN = "got_in"
    TURNED_AWAY = "turned_away"  # came, and was not taken
    DID_NOT_COME = "did_not_come"


class Heard(StrEnum):
    """How an account reached us."""

    LINK = "link"
    RECEIPT = "receipt"
    LOG = "log"  # the program moved the referral at its desk


class Verdict(StrEnum):
    """Where the two accounts stand."""

    UNHEARD = "unheard"
    ONE = "one"  # only one of them has spoken
    AGREED = "agreed"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Asking:
    """When somebody is asked, counted from the moment at which the person was expected, and why then."""

    after: timedelta
    why: str


ASKING: dict[Whom, Asking] = {
    Whom.PROGRAM: Asking(timedelta(days=1), "the shift that expected them is over, and the next one knows"),
    Whom.PERSON: Asking(timedelta(days=1), "the first day is over; asked sooner it would disturb the arrival"),
}
LINK_LASTS = timedelta(days=14)
"""Who was in withdrawal care may answer only after it. Product choice: twice a usual stay of a week."""

LINK: dict[Whom, str] = {Whom.PROGRAM: "came", Whom.PERSON: "got-in"}
"""What a link opens, and the name of its page."""
ANSWERED_AFTER: dict[Whom, frozenset[Stage]] = {
    Whom.PROGRAM: frozenset({Stage.COMPLETED}),
    Whom.PERSON: frozenset({Stage.COMPLETED, Stage.FAILED}),
}
"""After which ends each may still say how it went. Nothing is asked about what was taken back or written in error."""

ASKED_IN = frozenset({Stage.HELD, Stage.EXPECTED, Stage.TRAVELING, Stage.NO_SHOW, Stage.ARRIVED, Stage.COMPLETED})
"""Where somebody was expected at a time."""

MOVES_TO: dict[tuple[Whom, Account], tuple[Stage, Side]] = {
    (Whom.PROGRAM, Account.GOT_IN): (Stage.ARRIVED, Side.RECEIVER),
    (Whom.PROGRAM, Account.DID_NOT_COME): (Stage.NO_SHOW, Side.RECEIVER),
    (Whom.PERSON, Account.GOT_IN): (Stage.ARRIVED, Side.PERSON),
}
"""What follows from an account that nothing contradicts, where the table of moves allows it. The rest a human does:
who was turned away needs somebody who asks why, and a person who did not go is not moved on without their word."""

FROM_LOG: dict[Stage, Account] = {
    Stage.ARRIVED: Account.GOT_IN,
    Stage.NO_SHOW: Account.DID_NOT_COME,
}
"""What a program said already by moving the referral."""


SETTLED_BY = frozenset({NoteKind.TOLD, NoteKind.RANG_PROGRAM})
"""What a coordinator notes who asked one of the two. Whom they did not reach they have not asked."""


class ClosingRefused(Exception):
    """The message may be shown to the person who asked."""


TOO_SOON = mark("The time has not come yet.")


def is_due(whom: Whom, *, expected_at: datetime, at: datetime) -> bool:
    return at >= expected_at + ASKING[whom].after


def check_may_say(*, expected_at: datetime | None, at: datetime) -> None:
    """Nobody can tell how it went before it went."""
    if expected_at is None or at < expected_at:
        raise ClosingRefused(TOO_SOON)


def verdict(program: Account | None, person: Account | None) -> Verdict:
    if program is None and person is None:
        return Verdict.UNHEARD
    if program is None or person is None:
        return Verdict.ONE
    return Verdict.AGREED if program is person else Verdict.CONFLICT


def needs_human(program: Account | None, person: Account | None) -> bool:
    """A conflict, and whoever was turned away by either account."""
    return verdict(program, person) is Verdict.CONFLICT or Account.TURNED_AWAY in (program, person)
