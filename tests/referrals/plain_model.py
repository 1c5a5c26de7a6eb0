"""What should become of people who are handed on, as plainly as it can be said: nothing of the product is imported.

Stages, sides and urgencies are words here. Each rule was written down once more from what was promised, so that a rule
of the product that says something else is found out.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WALL = ZoneInfo("America/Chicago")
CONSENT_LASTS, QUESTION_LASTS, LONGEST_HOLD, NUMBERS_LAST = 30 * DAY, DAY, DAY, DAY
A_WORKING_DAY = "next_day"

ENDED = {"completed", "failed", "canceled", "in_error"}
WITH_A_PROGRAM = {
    "sent", "acknowledged", "asked_back", "waitlisted", "held", "expected", "traveling", "no_show", "arrived",
}  # fmt: skip
KEEPS = {"held", "expected", "traveling"}

ANSWERS, PICKS = {"receiver", "coordinator"}, {"sender", "person", "coordinator"}
SAYS_YES = {"expected": ANSWERS, "held": ANSWERS, "waitlisted": ANSWERS}
SAYS_NO = {"declined": ANSWERS | {"person"}}
PICKS_ANOTHER = {"asking": PICKS, "sent": PICKS}
COMES = {"arrived": ANSWERS | {"person"}, "no_show": ANSWERS} | SAYS_NO
# Who may take it where. What the clock alone does stands in `may_be_done_by_the_clock`.
MAY = {
    "draft": {"asking": PICKS, "sent": PICKS | {"one_way"}},
    "asking": {"sent": PICKS, "asking": PICKS},
    "sent": {"acknowledged": ANSWERS, "asked_back": ANSWERS, "asking": PICKS} | SAYS_YES | SAYS_NO,
    "acknowledged": {"asked_back": ANSWERS, "asking": PICKS} | SAYS_YES | SAYS_NO,
    "asked_back": {"acknowledged": PICKS} | SAYS_YES | SAYS_NO,
    "waitlisted": {"asking": PICKS, "sent": PICKS} | SAYS_YES | SAYS_NO,
    "held": {"acknowledged": ANSWERS, "held": ANSWERS, "expected": ANSWERS, "traveling": ANSWERS | PICKS} | COMES,
    "expected": {"expected": ANSWERS, "traveling": ANSWERS | PICKS} | COMES,
    "traveling": COMES,
    "no_show": PICKS_ANOTHER | {"expected": ANSWERS, "arrived": ANSWERS | {"person", "sender"}} | SAYS_NO,
    "declined": PICKS_ANOTHER,
    "arrived": {"completed": ANSWERS | {"person"}, "declined": ANSWERS | {"person"}},
}
ALWAYS = {"failed": ANSWERS | {"sender"}, "canceled": PICKS, "in_error": {"sender", "coordinator"}}

SENDERS_TURN = {"draft", "asked_back", "no_show", "declined"}
WITHIN = {"now": 30 * MINUTE, "today": 4 * HOUR}
STEP = {"now": 10 * MINUTE, "today": HOUR, A_WORKING_DAY: 4 * HOUR}
IN_TIME, REMINDED, SECOND_CONTACT, NEXT_ASKED, COORDINATOR = range(5)
CALLED_AGAIN_AFTER = HOUR


def may(stands: str, to: str, side: str) -> bool:
    return stands not in ENDED and side in (MAY[stands] | ALWAYS).get(to, set())


def may_be_done_by_the_clock(stands: str, to: str) -> bool:
    """A place runs out; the next programs are asked where nobody said yes; consent or the person is gone."""
    asks_next = stands in {"sent", "acknowledged", "declined"} and to == "asking"
    return asks_next or (stands, to) == ("held", "acknowledged") or (stands not in ENDED and to == "canceled")


def end_of_next_working_day(at: datetime) -> datetime:
    day = at.astimezone(WALL).date() + DAY
    while day.weekday() >= 5:
        day += DAY
    return datetime.combine(day, time(17), WALL)


def answer_due(urgency: str, at: datetime) -> datetime:
    return at + WITHIN[urgency] if urgency in WITHIN else end_of_next_working_day(at)


def is_in_office_hours(at: datetime) -> bool:
    local = at.astimezone(WALL)
    return local.weekday() < 5 and time(9) <= local.time() < time(17)


@dataclass
class Question:
    """One program that was asked."""

    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    until: datetime | None = None
    gone: bool = False
    was_told: bool = False

    def is_seen(self, at: datetime) -> bool:
        return not self.gone and at < self.asked_at + QUESTION_LASTS

    def counts_as(self, at: datetime) -> str:
        is_over = self.answer == "yes" and self.until is not None and at >= self.until
        return "no" if is_over else self.answer


@dataclass
class Consent:
    """To one program, from its own moment on, and for thirty days."""

    program: int
    signed_at: datetime
    is_over: bool = False

    def holds(self, at: datetime) -> bool:
        return not self.is_over and self.signed_at <= at < self.signed_at + CONSENT_LASTS


@dataclass
class Person:
    """One who is handed on. `picker`: whose turn it is where the sender's would be."""

    urgency: str
    picker: str
    since: datetime
    stands: str = "draft"
    moves: int = 0
    turn: str = ""
    due: datetime | None = None
    rung: int = IN_TIME
    program: int | None = None
    consent: int | None = None
    expected_at: datetime | None = None
    until: datetime | None = None
    is_kept: bool = False
    until_kept: datetime | None = None
    is_forgotten: bool = False
    consents: dict[int, Consent] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    had: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.begin_clock(self.since)

    def agreed_to(self, program: int | None, at: datetime) -> set[int]:
        return {key for key, each in self.consents.items() if each.program == program and each.holds(at)}

    def told(self) -> set[int]:
        return self.had | set(self.questions)

    def may_be_asked(self, program: int) -> bool:
        return program not in self.questions and (program in self.told() or len(self.told()) < 3)

    def may_be_opened(self, at: datetime) -> bool:
        is_there = self.stands in WITH_A_PROGRAM and not self.is_forgotten
        return is_there and bool(self.agreed_to(self.program, at))

    def waits_for_a_pick(self, at: datetime) -> bool:
        said = [each.counts_as(at) for each in self.questions.values() if each.is_seen(at)]
        if self.stands == "waitlisted":
            return "yes" in said
        return "yes" in said or "waiting_list" in said or all(said)

    def moved(
        self, to: str, at: datetime, *, expected_at: datetime | None = None, until: datetime | None = None
    ) -> None:
        """What goes with a move, whoever made it."""
        self.stands, self.moves, self.since = to, self.moves + 1, at
        if to == "held":
            self.until, self.expected_at = until, expected_at
        elif to == "expected":
            self.expected_at = expected_at
        elif to not in {"traveling", "no_show", "arrived"} | ENDED:
            self.expected_at = None
        self.is_kept = self.is_kept and to in KEEPS
        if to not in KEEPS | ENDED:
            self.until = None
        if to not in WITH_A_PROGRAM | ENDED:
            self.program = self.consent = None
        self.begin_clock(at)

    def picked(self, program: int, consent: int, at: datetime) -> None:
        if self.consent not in (None, consent):
            self.consents[self.consent].is_over = True
        self.moved("sent", at)
        self.program, self.consent, self.is_kept = program, consent, False
        self.had.add(program)
        for question in self.questions.values():
            question.gone = True

    def begin_clock(self, at: datetime) -> None:
        self.turn = "" if self.stands in ENDED else self.picker if self.stands in SENDERS_TURN else "receiver"
        self.due, self.rung = self.limit(at), IN_TIME

    def limit(self, at: datetime) -> datetime | None:
        if self.stands in ENDED:
            return None
        if self.stands == "held":
            return self.until
        if self.stands in {"expected", "traveling"}:
            return max(self.expected_at or self.until or at, at) + 2 * HOUR
        if self.stands in {"waitlisted", "arrived"}:
            return at + {"waitlisted": 7, "arrived": 3}[self.stands] * DAY
        due = answer_due(self.urgency, at)
        return min(due, at + QUESTION_LASTS - STEP[self.urgency]) if self.stands == "asking" else due

    def turn_is_put(self, at: datetime) -> None:
        """The programs' while they are asked; then whoever picks has a limit of their own."""
        turn = self.picker if self.waits_for_a_pick(at) else "receiver"
        if turn != self.turn:
            self.turn, self.rung = turn, IN_TIME
            self.due = self.limit(at) if turn == "receiver" else answer_due(self.urgency, at)

    def may_answer(self, program: int, said: str, instead_of: datetime | None, at: datetime) -> bool:
        """Of two at once the first counts. What is late is kept, and changes nothing; it is not said twice."""
        question = self.questions[program]
        if question.answer == said:
            return True
        return question.answered_at == instead_of and (not question.answer or self.is_awaited(program, at))

    def is_awaited(self, program: int, at: datetime) -> bool:
        is_theirs = self.program == program and self.stands in WITH_A_PROGRAM
        return not is_theirs and self.questions[program].is_seen(at) and self.stands not in ENDED


@dataclass
class Call:
    """Of the coordinators: fifteen minutes for who is there, fifteen for the deputy, then it stands in the open."""

    state: str
    moved_at: datetime
    about: str = ""

    def after(self, at: datetime) -> str:
        is_out = at >= self.moved_at + 15 * MINUTE or self.moved_at > at + MINUTE
        return {"called": "escalated", "escalated": "missed"}.get(self.state, self.state) if is_out else self.state
