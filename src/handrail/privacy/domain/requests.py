"""What a person may ask of us about their record, and by when it is answered (42 CFR 2.4, 2.26; 45 CFR 164.526)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handrail.web.translation import mark


class RequestKind(StrEnum):
    """Each has a law of its own."""

    RESTRICTION = "restriction"
    AMENDMENT = "amendment"
    COMPLAINT = "complaint"


class Outcome(StrEnum):
    """How it was answered."""

    AGREED = "agreed"
    DECLINED = "declined"
    HEARD = "heard"


@dataclass(frozen=True)
class Terms:
    """By when, how it may end, and why so."""

    answered_within: timedelta
    outcomes: frozenset[Outcome]
    law: str


TERMS: dict[RequestKind, Terms] = {
    RequestKind.RESTRICTION: Terms(
        timedelta(days=30),  # 2.26 names no time: product choice
        frozenset({Outcome.AGREED, Outcome.DECLINED}),
        "42 CFR 2.26; 45 CFR 164.522(a)",
    ),
    RequestKind.AMENDMENT: Terms(
        timedelta(days=60),
        frozenset({Outcome.AGREED, Outcome.DECLINED}),
        "45 CFR 164.526(b)(2)",
    ),
    RequestKind.COMPLAINT: Terms(
        timedelta(days=30),  # 2.4 names no time: product choice
        frozenset({Outcome.HEARD}),
        "42 CFR 2.4; 45 CFR 164.530(d)",
    ),
}
NOTHING_WRITTEN: dict[RequestKind, str] = {
    RequestKind.RESTRICTION: mark("Please write what you ask for."),
    RequestKind.AMENDMENT: mark("Please write what you ask for."),
    RequestKind.COMPLAINT: mark("Please write what happened."),
}
LONGEST = 2000  # characters
NEWS_FOR = timedelta(days=30)  # so long an answer is told at the account itself: product choice
MOST_OPEN = 10  # of one person: whoever has more waits for an answer. Product choice


class RequestRefused(Exception):
    """The message may be shown to the person who asked."""


class NotYoursToAnswer(RequestRefused):
    """Nobody is a judge of their own cause."""

    def __init__(self) -> None:
        super().__init__(mark("You asked this, or it is about what you did. Another privacy officer must answer it."))


def due_on(kind: RequestKind, *, filed_at: datetime) -> date:
    return (filed_at + TERMS[kind].answered_within).date()


def check_words(kind: RequestKind, text: str) -> str:
    """The words without the space around them. Raises `RequestRefused`."""
    text = text.strip()
    if not text:
        raise RequestRefused(NOTHING_WRITTEN[kind])
    if len(text) > LONGEST:
        raise RequestRefused(mark("Please use at most 2,000 letters."))
    return text


def check_outcome(kind: RequestKind, outcome: Outcome) -> None:
    if outcome not in TERMS[kind].outcomes:
        raise RequestRefused(mark("A request of this kind does not end so."))
