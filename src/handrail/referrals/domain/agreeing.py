"""What a person signs before a program may learn who they are: the elements of 42 CFR 2.31(a), in plain words (S19).

Each line names its element. A change of one word is a new version: the words as they were shown are kept with the
consent, and their hash beside it (S42).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from handrail.accounts.domain.roles import Kind
from handrail.referrals.domain.needs import Age
from handrail.referrals.domain.sides import ONE_WAY_KINDS
from handrail.web.translation import mark

VERSION = "sent-4"
LASTS = timedelta(days=30)
"""Of the consent: S20's default, or the end of the hand-over where that comes first."""
AFTER_DAY = timedelta(days=14)
"""From the day of release, or the day on which somebody is expected: a consent must not end before they can come."""
RENEWED_FROM = timedelta(days=7)
"""Before its end the person can be asked again: until then they have time to be found."""
ENDS_WITH = "the end of this hand-over"
"""The event at which the consent ends (2.31(a)(7)), as the record of consents names it."""


class Signing(StrEnum):
    """Where the person says yes or no."""

    OWN_PHONE = "own_phone"  # by a one-time link
    ON_SCREEN = "on_screen"  # the sender hands over the screen
    ON_PAPER = "on_paper"  # where no phone exists
    BY_RECEIPT = "by_receipt"  # they came back with their number


class Reply(StrEnum):
    """What the person said. No is an answer as well."""

    SIGNED = "signed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Line:
    """One element, where 2.31 asks for it, and its words with gaps."""

    element: str
    section: str
    words: str


LINES: tuple[Line, ...] = (
    Line("name", "2.31(a)(1)", mark("This is about me: %(alias)s.")),
    Line("discloser", "2.31(a)(2)", mark("%(sender)s may tell, through this site.")),
    Line("recipient", "2.31(a)(4)", mark("Only %(program)s may learn it. No other program.")),
    Line(
        "information",
        "2.31(a)(3)",
        mark("They learn who I am, how to reach me, what care I look for, and the note for them."),
    ),
    Line("purpose", "2.31(a)(5)", mark("They may use it to give me care: to keep a place for me and to expect me.")),
    Line("end", "2.31(a)(7)", mark("This ends by itself 30 days after I sign, or when this hand-over ends.")),
    Line("revoking", "2.31(a)(6)", mark("I can take it back in writing at any time, through %(sender)s.")),
    Line("what_stays", "2.31(a)(6)", mark("What they have learned by then, they know. Nothing more is told.")),
    Line("refusing", "2.31(a)", mark("I need not agree. I can still call them myself, and my care here goes on.")),
    Line("signature", "2.31(a)(8), (9)", mark("My signature and its day and time are kept with these words.")),
)
OPERATOR = Line(
    "operator", "2.31(a)(4)(ii)(B)", mark("Who runs this site passes it on, and may see it in order to do so.")
)
"""Where the operator is an intermediary, the consent names it too."""


REFUSING_ONE_WAY = Line("refusing", "2.31(a)", mark("I need not agree. I can still call them myself."))
"""Police and custody give no care that could go on."""
RINGS = Line(
    "coordinator",
    "2.31(a)(4)",
    mark("A coordinator of this site may learn it too, to call me and tell me how it goes on."),
)
"""Where police or custody send: they are told nothing, so somebody else has to tell the person (S24)."""
AFTER_A_DAY = Line(
    "end",
    "2.31(a)(7)",
    mark(
        "This ends by itself 30 days after I sign, or on %(day)s if that is later. It ends sooner with this hand-over."
    ),
)
"""Where somebody is to come on a day that lies ahead."""
BY_LINK = mark("I can take it back in writing at any time: by the link with which I signed, or through %(sender)s.")
BY_LINK_ALONE = mark(
    "I can take it back in writing at any time: by the link with which I signed, or through a coordinator of this site."
)
BY_COORDINATOR = mark("I can take it back in writing at any time, through a coordinator of this site.")
BY_NUMBER = mark("I can take it back in writing at any time: with my number, or through %(sender)s.")
BY_NUMBER_ALONE = mark(
    "I can take it back in writing at any time: with my number, or through a coordinator of this site."
)
REVOKING: Mapping[tuple[Signing, bool], str] = {
    (Signing.OWN_PHONE, False): BY_LINK,
    (Signing.OWN_PHONE, True): BY_LINK_ALONE,
    (Signing.BY_RECEIPT, False): BY_NUMBER,
    (Signing.BY_RECEIPT, True): BY_NUMBER_ALONE,
    (Signing.ON_SCREEN, True): BY_COORDINATOR,
    (Signing.ON_PAPER, True): BY_COORDINATOR,
}
"""By where it is signed, and whether police or custody sent them, who have no page on which to write it down.
Else the sender writes it down."""


def lines(
    *,
    names_operator: bool,
    way: Signing = Signing.ON_PAPER,
    is_one_way: bool = False,
    is_rung: bool = False,
    has_day: bool = False,
) -> tuple[Line, ...]:
    """In English, with gaps: whoever shows them translates them and fills them in."""
    chosen = []
    for line in LINES:
        chosen.append(AFTER_A_DAY if has_day and line.element == "end" else line)
        if line.element == "recipient" and names_operator:
            chosen.append(OPERATOR)
        if line.element == "recipient" and is_rung:
            chosen.append(RINGS)
        if line.element == "revoking":
            words = REVOKING.get((way, is_one_way), line.words)
            chosen[-1] = Line(line.element, line.section, words)
        if line.element == "refusing" and is_one_way:
            chosen[-1] = REFUSING_ONE_WAY
    return tuple(chosen)


def last_day(day: date) -> date:
    return day + AFTER_DAY


def ends_at(day: date | None, *, at: datetime) -> datetime:
    """When a consent ends that is signed now. `day`: on which they are to come; the last day is over everywhere."""
    usual = at + LASTS
    return max(usual, datetime.combine(last_day(day) + timedelta(days=2), time(), tzinfo=UTC)) if day else usual


class AgreeingRefused(Exception):
    """The message may be shown to the person who asked."""


NOT_HERE = mark("Your organization cannot take a yes on its own screen. Use the person's phone, or paper.")
MINOR = mark("For somebody under 18 a human has to call first. Nobody may learn who they are by this page.")
ENDED = mark("This hand-over has ended. Nobody is asked any more.")
ANSWERED = mark("This was answered already.")
WORDS_CHANGED = mark("These words have changed since you read them. Please read them again.")
NO_WITNESS = mark("Say who was with the person.")
NO_KEEPING = mark("Say where the signed paper is kept.")

WAYS: Mapping[bool, tuple[Signing, ...]] = {
    False: (Signing.OWN_PHONE, Signing.ON_SCREEN, Signing.ON_PAPER),
    True: (Signing.OWN_PHONE, Signing.ON_PAPER),  # S24: devices of police and custody capture no consent
}


def ways_of(kind: Kind) -> tuple[Signing, ...]:
    """How people may say yes beside somebody of this kind of organization. With their number they are by themselves."""
    return WAYS[kind in ONE_WAY_KINDS]


def check_asking(*, kind: Kind, way: Signing, age: Age) -> None:
    """Raises `AgreeingRefused`. No state's rule on minors is asked here: without one nobody signs alone (S26)."""
    if age is Age.MINOR:
        raise AgreeingRefused(MINOR)
    if way is not Signing.BY_RECEIPT and way not in ways_of(kind):
        raise AgreeingRefused(NOT_HERE)


def check_evidence(way: Signing, *, present: str, kept_at: str) -> None:
    """Raises `AgreeingRefused` where nobody could say later how it was signed (S42)."""
    if way is Signing.ON_SCREEN and not present:
        raise AgreeingRefused(NO_WITNESS)
    if way is Signing.ON_PAPER and not kept_at:
        raise AgreeingRefused(NO_KEEPING)
