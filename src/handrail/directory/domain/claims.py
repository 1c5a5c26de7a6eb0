"""How a program comes to keep its own page: what may become of a claim, who makes it so, and what must be true (S17).

Nobody is believed for knowing a name. We ring a number that the directory or a licensing register lists, say a code
there, and the program enters it here: then whoever claims and whoever answers that telephone belong together. An
operator who has no part in the organization then looks at the evidence.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from handrail.directory.domain.phone_numbers import KEYPAD
from handrail.kernel.refused_fields import FieldRefused
from handrail.web.translation import mark


class State(StrEnum):
    ASKED = "asked"
    CALLED = "called"  # we rang the listed number and said a code there
    CONFIRMED = "confirmed"  # the program entered that code
    VERIFIED = "verified"  # the program keeps its page
    CONTESTED = "contested"  # somebody doubts it: nothing the program says is taken until that is settled
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class Side(StrEnum):
    PROGRAM = "program"
    OPERATOR = "operator"


class Requires(StrEnum):
    OUTSIDER = "outsider"
    LISTED_NUMBER = "listed_number"
    CODE = "code"
    EVIDENCE = "evidence"
    REASON = "reason"
    NO_OTHER_KEEPER = "no_other_keeper"
    KEPT_ONCE = "kept_once"


class Step(NamedTuple):
    side: Side
    requires: frozenset[Requires] = frozenset()


CALL = Step(Side.OPERATOR, frozenset({Requires.OUTSIDER, Requires.LISTED_NUMBER}))
FOR_A_REASON = Step(Side.OPERATOR, frozenset({Requires.REASON}))
WITHDRAW = Step(Side.PROGRAM)
STEPS: dict[tuple[State, State], Step] = {
    (State.ASKED, State.CALLED): CALL,
    (State.CALLED, State.CALLED): CALL,  # nobody was there, or the code ran out: another call, another code
    (State.CALLED, State.CONFIRMED): Step(Side.PROGRAM, frozenset({Requires.CODE})),
    (State.CONFIRMED, State.VERIFIED): Step(
        Side.OPERATOR, frozenset({Requires.OUTSIDER, Requires.EVIDENCE, Requires.NO_OTHER_KEEPER})
    ),
    (State.ASKED, State.DECLINED): FOR_A_REASON,
    (State.CALLED, State.DECLINED): FOR_A_REASON,
    (State.CONFIRMED, State.DECLINED): FOR_A_REASON,
    (State.VERIFIED, State.CONTESTED): FOR_A_REASON,
    (State.CONTESTED, State.VERIFIED): Step(Side.OPERATOR, frozenset({Requires.OUTSIDER, Requires.EVIDENCE})),
    (State.VERIFIED, State.REVOKED): FOR_A_REASON,
    (State.CONTESTED, State.REVOKED): FOR_A_REASON,
    # Whoever had no right keeps nothing by giving the page back first.
    (State.WITHDRAWN, State.REVOKED): Step(Side.OPERATOR, frozenset({Requires.REASON, Requires.KEPT_ONCE})),
    (State.ASKED, State.WITHDRAWN): WITHDRAW,
    (State.CALLED, State.WITHDRAWN): WITHDRAW,
    (State.CONFIRMED, State.WITHDRAWN): WITHDRAW,
    (State.VERIFIED, State.WITHDRAWN): WITHDRAW,
    (State.CONTESTED, State.WITHDRAWN): WITHDRAW,
}
OPEN = (State.ASKED, State.CALLED, State.CONFIRMED)  # on the desk's queue
KEEPING = (State.VERIFIED, State.CONTESTED)  # at most one of a place
ENDED = (State.DECLINED, State.WITHDRAWN, State.REVOKED)
LIVE = (*OPEN, *KEEPING)  # at most one of a place and an organization

# Product choices.
DUE_WORKING_DAYS = 5
CODE_LASTS = timedelta(minutes=15)  # a call and a walk to the computer
MOST_WRONG = 5  # of a million
CODE_DIGITS = 6
MOST_OPEN_OF_ONE = 10  # open claims of one organization: a large one has as many programs as it can be rung for


class ClaimRefused(FieldRefused):
    """The message may be shown to the person who asked."""


REFUSALS: Mapping[Requires, str] = {
    Requires.OUTSIDER: mark("You work for this organization. A colleague who does not must do this."),
    Requires.LISTED_NUMBER: mark("Call a number that is listed, never one that whoever asks has typed."),
    Requires.CODE: mark("This code did not work. After five wrong ones, or 15 minutes, we must call again."),
    Requires.EVIDENCE: mark("Say what shows that they are who they say."),
    Requires.REASON: mark("Say why."),
    Requires.NO_OTHER_KEEPER: mark("Another organization keeps this page. Settle that claim first."),
    Requires.KEPT_ONCE: mark("They never kept this page: there is nothing to revoke."),
}
REFUSED_FIELDS: Mapping[Requires, str] = {
    Requires.LISTED_NUMBER: "number",
    Requires.CODE: "code",
    Requires.EVIDENCE: "evidence",
    Requires.REASON: "reason",
}
MOVED_ON = mark("This claim has moved on. That step is no longer possible.")
NOT_YOURS = mark("Your role does not keep the pages of this organization.")
LEAD_GIVES_BACK = mark("Only your lead can give it back.")
TOO_MANY = mark("Enough of your claims wait with us. Please let us answer those first.")
ALREADY = mark("Your organization has asked for this place already.")


@dataclass(frozen=True)
class Standing:
    """What is true of a claim as somebody takes a step."""

    state: State
    is_insider: bool = False  # whoever acts works for the organization, or asked
    has_listed_number: bool = False
    is_code_right: bool = False
    evidence: str = ""
    reason: str = ""
    has_other_keeper: bool = False
    was_kept: bool = False  # it was verified once


def check_step(standing: Standing, to: State, *, side: Side) -> None:
    step = STEPS.get((standing.state, to))
    if step is None or step.side is not side:
        raise ClaimRefused(MOVED_ON)
    for need in sorted(step.requires):
        if not is_met(standing, need):
            raise ClaimRefused(REFUSALS[need], REFUSED_FIELDS.get(need, ""))


def ended_as(to: State, *, was_kept: bool) -> State:
    """As what a claim ends whose end is known and not all that came before: only a page that was kept is taken away.

    Whoever had not come so far is declined, and gets as little.
    """
    return State.DECLINED if to is State.REVOKED and not was_kept else to


def may_end_again(state: State, to: State) -> bool:
    """After a restore. A page that was given back can still be taken away: what was changed there goes with it."""
    return state in LIVE or (state, to) == (State.WITHDRAWN, State.REVOKED)


def is_met(standing: Standing, need: Requires) -> bool:
    return {
        Requires.OUTSIDER: not standing.is_insider,
        Requires.LISTED_NUMBER: standing.has_listed_number,
        Requires.CODE: standing.is_code_right,
        Requires.EVIDENCE: bool(standing.evidence.strip()),
        Requires.REASON: bool(standing.reason.strip()),
        Requires.NO_OTHER_KEEPER: not standing.has_other_keeper,
        Requires.KEPT_ONCE: standing.was_kept,
    }[need]


def may_be_called(
    number_key: str, *, listed: frozenset[str], written: Iterable[str] | None, is_from_register: bool
) -> bool:
    """A listed number may be rung even where it was typed too; one from a register only where nobody there wrote it.

    `written` is all that the program ever wrote to us; None where it is gone, so that nobody can tell any more.
    """
    if not number_key:
        return False
    if number_key in listed:
        return True
    return is_from_register and written is not None and not any(stands_in(text, number_key) for text in written)


def stands_in(text: str, number_key: str) -> bool:
    """However it is spaced, among other numbers, or as letters of the keypad."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return any(number_key in digits_of(each) for each in (plain, plain.translate(KEYPAD)))


def digits_of(text: str) -> str:
    """Of any script."""
    return "".join(str(unicodedata.decimal(sign, "")) for sign in text)


def takes_codes(*, said_at: datetime, wrong_codes: int, at: datetime) -> bool:
    """A clock that was moved back makes no code last longer."""
    return wrong_codes < MOST_WRONG and said_at <= at < said_at + CODE_LASTS


def due_on(day: date) -> date:
    days = DUE_WORKING_DAYS
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day
