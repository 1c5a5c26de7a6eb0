"""The question that names nobody, and the answers to it (S21, S22)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.domain.moves import PICKS
from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy, DeclineReason
from handrail.referrals.domain.release import IS_OVER_AFTER, Ahead
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import OPEN, WITH_A_PROGRAM, Stage
from handrail.web.translation import mark

GONE_AFTER = timedelta(hours=24)  # S21: programs that were not picked lose the question


class Answer(StrEnum):
    """What a program says to a question."""

    YES = "yes"  # and until when that holds
    WAITING_LIST = "waiting_list"
    NO = "no"


class Way(StrEnum):
    """How a question or an answer traveled."""

    LINK = "link"  # a message to the verified contact
    DESK = "desk"  # signed in, at the program's own inbox
    TELEPHONE = "telephone"  # a coordinator or the sender rang, and wrote down what was said


LONGEST_LIST = 999  # of a position on a waiting list
LONGEST_YES = timedelta(days=7)  # a place promised for longer is a slip of the hand; product choice
YES_HOLDS = timedelta(hours=12)  # where a program does not say until when; product choice, half a shelf life of numbers


class AskRefused(Exception):
    """The message may be shown to the person who asked."""


THREE_AT_MOST = mark("Three programs were asked already. More than three would make the person known.")
ASKED_ALREADY = mark("This program was asked already.")


STAYS: dict[Stage, frozenset[Side]] = {
    Stage.ASKING: PICKS | {Side.CLOCK},
    Stage.WAITLISTED: PICKS,  # another may have room sooner; the place on the list is kept meanwhile
}
"""Where a question moves nothing, and who may ask there. Everywhere else the table of moves decides."""


def check_ask(*, asked: int, more: int, is_asked_already: bool) -> None:
    """Raises `AskRefused`. Three in all, over the whole life of a referral and whoever asks."""
    if is_asked_already:
        raise AskRefused(ASKED_ALREADY)
    if asked + more > MOST_ASKED:
        raise AskRefused(THREE_AT_MOST)


def may_be_told(place: int, *, told: Collection[int]) -> bool:
    """Whether a program may learn of the referral, by question or by name: three in all, none instead of one."""
    return place in told or len(told) < MOST_ASKED


def is_gone(*, asked_at: datetime, picked: bool, at: datetime) -> bool:
    """Whether a program no longer sees the question. A clock set back shows nothing anew: `gone_at` is kept then."""
    return not picked and at >= asked_at + GONE_AFTER


class AnswerRefused(Exception):
    """The message may be shown to the person who answered."""


SOMEBODY_WAS_SOONER = mark("Somebody answered a moment ago. Look at that answer first.")
PICKED_ALREADY = mark("You were chosen already, so this answer cannot be changed any more.")
TOO_LATE = mark("A day went by, or another program was chosen. This answer cannot be changed any more.")
NOBODY_LOOKS = mark("Nobody looks for a place any more. This answer cannot be changed.")
BAD_POSITION = mark("Say where on the list a person would be: 1 is next.")
BAD_UNTIL = mark("Say a time ahead of now, and within seven days.")
BAD_UNTIL_AHEAD = mark("Say a time ahead of now, and at most a week after they come.")
NO_REASON = mark("Say why not. It helps us to ask the right programs.")


@dataclass(frozen=True)
class Said:
    """A whole answer: what does not belong to it is left out."""

    answer: Answer
    holds_until: datetime | None = None
    position: int | None = None
    offers_interim: bool | None = None
    reason: DeclineReason | None = None


def yes_until(ahead: Ahead | None, *, asked_at: datetime, at: datetime) -> datetime:
    """How long a yes holds where the program does not say: for who comes in weeks, until they can have come."""
    return max(at + YES_HOLDS, asked_at + IS_OVER_AFTER[ahead]) if ahead else at + YES_HOLDS


def whole_answer(said: Said, *, at: datetime, asked_at: datetime | None = None, ahead: Ahead | None = None) -> Said:
    """What an answer needs and nothing else. Raises `AnswerRefused` where something is missing or cannot be meant."""
    if said.answer is Answer.NO:
        if said.reason not in SAID_BY[DeclinedBy.PROGRAM]:
            raise AnswerRefused(NO_REASON)
        return Said(Answer.NO, reason=said.reason)
    if said.answer is Answer.WAITING_LIST:
        if said.position is None or not 1 <= said.position <= LONGEST_LIST:
            raise AnswerRefused(BAD_POSITION)
        return Said(Answer.WAITING_LIST, position=said.position, offers_interim=bool(said.offers_interim))
    usual = yes_until(ahead, asked_at=asked_at or at, at=at)
    until = said.holds_until or usual
    if not at < until <= (usual if ahead else at) + LONGEST_YES:
        raise AnswerRefused(BAD_UNTIL_AHEAD if ahead else BAD_UNTIL)
    return Said(Answer.YES, holds_until=until)


class Standing(StrEnum):
    """What a question still is to the program that was asked."""

    OPEN = "open"  # it may be answered, and the answer counts
    PICKED = "picked"  # the person comes here
    LATE = "late"  # a day went by, or another program was chosen: it is kept, and changes nothing
    ENDED = "ended"  # nobody looks for a place any more


CANNOT_CHANGE: Mapping[Standing, str] = {
    Standing.PICKED: PICKED_ALREADY,
    Standing.LATE: TOO_LATE,
    Standing.ENDED: NOBODY_LOOKS,
}
"""Why an answer stands as it is: each in its own words."""


def standing_of(*, stage: Stage, is_ours: bool, asked_at: datetime, gone_at: datetime | None, at: datetime) -> Standing:
    """`is_ours`: the program that was asked is the one that was picked."""
    if is_ours and stage in WITH_A_PROGRAM:
        return Standing.PICKED
    if gone_at is not None or is_gone(asked_at=asked_at, picked=False, at=at):
        return Standing.LATE  # also of what has ended: a day is a day (S21)
    return Standing.OPEN if stage in OPEN else Standing.ENDED


def still_holds(answer: str, *, holds_until: datetime | None, at: datetime) -> bool:
    """Whether somebody may be picked by this answer: a yes is meant until a time, a place on a list until further."""
    if answer == Answer.YES:
        return holds_until is None or at < holds_until
    return answer == Answer.WAITING_LIST


def counts_as(answer: str, *, holds_until: datetime | None, at: datetime) -> str:
    """A yes whose time went by is no answer to pick from, and nobody waits for another from that program."""
    is_over = answer == Answer.YES and not still_holds(answer, holds_until=holds_until, at=at)
    return Answer.NO if is_over else answer


def is_for_the_picker(answers: Iterable[str]) -> bool:
    """Whether whoever picks has to act: somebody said yes or offered a list, or nobody is left who could."""
    said = list(answers)
    return any(each in (Answer.YES, Answer.WAITING_LIST) for each in said) or all(said)
