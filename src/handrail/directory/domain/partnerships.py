"""When two places work together: what one of them declares, the other confirms, and how long both words hold.

Where the two know each other, a person is less easily lost between them (Walley et al., Addiction 2020: the time after
withdrawal care is the deadliest). So a confirmed partnership feeds the order of paths. Nobody may pay for one: paying
for the sending of people is a crime (18 U.S.C. 220), and each side says for itself that nobody does.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from handrail.kernel.refused_fields import FieldRefused
from handrail.web.translation import mark


class PartnerKind(StrEnum):
    """What leads from the first place to the second."""

    AFTER_WITHDRAWAL = "after_withdrawal"
    AFTER_STAY = "after_stay"
    BESIDE_MEDICINE = "beside_medicine"


class PartnerSide(StrEnum):
    """Which place of a partnership somebody speaks for: where people begin, or where they go on."""

    FIRST = "first"
    THEN = "then"

    @property
    def other(self) -> "PartnerSide":
        return PartnerSide.THEN if self is PartnerSide.FIRST else PartnerSide.FIRST


class PartnerEnd(StrEnum):
    """How it ended."""

    FIRST = "first"
    THEN = "then"
    OPERATOR = "operator"
    NOT_ANSWERED = "not_answered"
    RAN_OUT = "ran_out"
    PAGE_LOST = "page_lost"


class PartnerState(StrEnum):
    DECLARED = "declared"
    CONFIRMED = "confirmed"
    ENDED = "ended"


# Product choices.
ANSWERED_WITHIN = timedelta(days=60)  # a letter, a meeting of the two leads, and a holiday in between
HOLDS = timedelta(days=365)
ASKED_AGAIN = timedelta(days=45)  # before it runs out: long enough for two leads to answer, each by themselves


class Partners(NamedTuple):
    """A confirmed partnership as searches know it: two rows of the directory, and the day of the later word."""

    kind: PartnerKind
    first: int
    then: int
    confirmed_on: date


class PartnershipRefused(FieldRefused):
    """The message may be shown to the person who asked."""


NOT_YOURS = mark("Only a lead of a program that keeps its page can say this.")
NOT_KEPT_BY_YOU = mark("Your organization does not keep this page at the moment.")
NOT_KEPT_BY_THEM = mark("Nobody keeps the page of that place, so nobody could confirm it.")
ONE_ORGANIZATION = mark("Both places are yours. People see that already.")
NOBODY_PAYS = mark("Confirm that nobody pays anybody for this. The law forbids it.")
ALREADY = mark("This is said already. Look at your list.")
OTHER_SIDE = mark("The other side must confirm this, not you.")
TWO_PEOPLE = mark("Somebody else must confirm this: you said it yourself.")
MOVED_ON = mark("This has moved on. That step is no longer possible.")
NOT_YET = mark("It still holds for a while. We ask you again before it ends.")


@dataclass(frozen=True)
class Wanted:
    """What is true as somebody declares."""

    is_kept_by_us: bool
    is_kept_by_them: bool
    is_one_organization: bool
    is_there_already: bool
    nobody_pays: bool


def check_declared(wanted: Wanted) -> None:
    if not wanted.is_kept_by_us:
        raise PartnershipRefused(NOT_KEPT_BY_YOU)
    if not wanted.is_kept_by_them:
        raise PartnershipRefused(NOT_KEPT_BY_THEM)
    if wanted.is_one_organization:
        raise PartnershipRefused(ONE_ORGANIZATION)
    check_nobody_pays(wanted.nobody_pays)
    if wanted.is_there_already:
        raise PartnershipRefused(ALREADY)


def check_nobody_pays(nobody_pays: bool) -> None:
    if not nobody_pays:
        raise PartnershipRefused(NOBODY_PAYS, "nobody_pays")


def check_confirmed(state: PartnerState, *, declared_by_us: bool, is_kept: bool, is_same_person: bool) -> None:
    """By the other side alone, by another person, and while both keep their pages."""
    if state is not PartnerState.DECLARED:
        raise PartnershipRefused(MOVED_ON)
    if declared_by_us:
        raise PartnershipRefused(OTHER_SIDE)
    if is_same_person:
        raise PartnershipRefused(TWO_PEOPLE)
    if not is_kept:
        raise PartnershipRefused(NOT_KEPT_BY_THEM)


def check_said_again(state: PartnerState, *, ends_on: date, on: date, is_same_person: bool) -> None:
    if state is not PartnerState.CONFIRMED:
        raise PartnershipRefused(MOVED_ON)
    if not is_asked_again(ends_on, on=on):
        raise PartnershipRefused(NOT_YET)
    if is_same_person:
        raise PartnershipRefused(TWO_PEOPLE)


def is_asked_again(ends_on: date, *, on: date) -> bool:
    return on >= ends_on - ASKED_AGAIN


def is_over(ends_on: date, *, on: date) -> bool:
    return on >= ends_on


def over_at(ends_on: date) -> datetime:
    """The first moment at which it no longer holds."""
    return datetime.combine(ends_on, time.min, UTC)
