"""The question that names nobody, and the answers to it (S21, S22)."""

from datetime import datetime, timedelta
from enum import StrEnum

from handrail.referrals.domain.ladder import MOST_ASKED
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


YES_HOLDS = timedelta(hours=12)  # where a program does not say until when; product choice, half a shelf life of numbers


class AskRefused(Exception):
    """The message may be shown to the person who asked."""


THREE_AT_MOST = mark("Three programs were asked already. More than three would make the person known.")
ASKED_ALREADY = mark("This program was asked already.")


def check_ask(*, asked: int, more: int, is_asked_already: bool) -> None:
    """Raises `AskRefused`. Three in all, over the whole life of a referral and whoever asks."""
    if is_asked_already:
        raise AskRefused(ASKED_ALREADY)
    if asked + more > MOST_ASKED:
        raise AskRefused(THREE_AT_MOST)


def is_gone(*, asked_at: datetime, picked: bool, at: datetime) -> bool:
    """Whether a program no longer sees the question. A clock set back shows nothing anew: `gone_at` is kept then."""
    return not picked and at >= asked_at + GONE_AFTER
