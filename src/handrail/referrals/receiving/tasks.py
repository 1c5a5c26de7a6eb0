"""What a program may do with somebody who stands with it: each task as it is typed, and the move that it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from handrail.directory.domain.open_places import Sex
from handrail.directory.domain.zones import zone_of_state
from handrail.referrals.domain.clocks import why_unsound
from handrail.referrals.domain.holds import LONGEST
from handrail.referrals.domain.moves import MISSING, Given, MoveRefused, Requires, open_to
from handrail.referrals.domain.questions import LONGEST_LIST
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.times_typed import TimeTyped
from handrail.web.translation import mark


class Task(StrEnum):
    """The name of the button."""

    EXPECT = "expect"
    HOLD = "hold"
    WAITING_LIST = "list"
    ASK = "ask"
    ARRIVED = "arrived"
    NO_SHOW = "no_show"
    BEGAN = "began"
    DECLINE = "decline"
    FAILED = "failed"


LEADS_TO: dict[Task, Stage] = {
    Task.EXPECT: Stage.EXPECTED,
    Task.HOLD: Stage.HELD,
    Task.WAITING_LIST: Stage.WAITLISTED,
    Task.ASK: Stage.ASKED_BACK,
    Task.ARRIVED: Stage.ARRIVED,
    Task.NO_SHOW: Stage.NO_SHOW,
    Task.BEGAN: Stage.COMPLETED,
    Task.DECLINE: Stage.DECLINED,
    Task.FAILED: Stage.FAILED,
}
CAN_FAIL = frozenset({Stage.ARRIVED, Stage.NO_SHOW})
"""Before that a program declines, so that the person goes on to another: no single program ends the search."""

ENDED_HERE = (Outcome.LEFT_BEFORE_ADMISSION, Outcome.COULD_NOT_BE_REACHED, Outcome.FOUND_CARE_ELSEWHERE, Outcome.DIED)
OUTCOME_WORDS = {
    Outcome.LEFT_BEFORE_ADMISSION: mark("They left before care began"),
    Outcome.COULD_NOT_BE_REACHED: mark("Nobody could reach them, on several days"),
    Outcome.FOUND_CARE_ELSEWHERE: mark("They found care elsewhere"),
    Outcome.DIED: mark("They died"),
}
LONGEST_WORDS, MOST_TYPED = 600, 40
FIRST_OFFER = timedelta(hours=2)  # what the field begins with; product choice
GATE_OPENS = time(12)  # of a release, as the field offers it: by then most are out; product choice
UNKNOWN_TASK = mark("Choose one of the answers.")


def tasks_for(stage: Stage, *, is_self_referred: bool) -> list[Task]:
    """What a page offers, from the table of moves; a bed only for who was sent by somebody (S20)."""
    to = open_to(stage, side=Side.RECEIVER)
    left_out = {Task.HOLD} if is_self_referred else set()
    left_out |= set() if stage in CAN_FAIL else {Task.FAILED}
    return [task for task in Task if LEADS_TO[task] in to and task not in left_out]


@dataclass(frozen=True)
class TaskForm:
    """The fields as typed, to be shown again where something is refused."""

    task: str = ""
    expect: TimeTyped = field(default_factory=TimeTyped)
    until: TimeTyped = field(default_factory=TimeTyped)
    sex: str = ""
    position: str = ""
    interim: bool = False
    words: str = ""
    who: str = ""
    reason: str = ""
    outcome: str = ""
    seen: str = ""

    @classmethod
    def for_referral(cls, referral: Referral, *, at: datetime) -> "TaskForm":
        """What was said before, else an offer: most need one press."""
        zone = zone_of_state(referral.facility.state) if referral.facility else referral.zone
        expected, held = referral.expected_at, referral.held_until
        is_kept = expected is not None and expected > at and not referral.is_expected_too_early
        offered = expected if expected and is_kept else first_offer(referral, zone=zone, at=at)
        return cls(
            expect=TimeTyped.of(offered, zone=zone),
            until=TimeTyped.of(held if held and held > at else at + LONGEST / 2, zone=zone),
            position=str(referral.position or ""),
            seen=str(referral.moves),
        )

    @classmethod
    def from_post(cls, post: Mapping[str, str]) -> "TaskForm":
        def typed(name: str, most: int = MOST_TYPED) -> str:
            return post.get(name, "").strip()[:most]

        return cls(
            task=typed("task"),
            expect=TimeTyped.read(post, "expect"),
            until=TimeTyped.read(post, "until"),
            sex=typed("sex"),
            position=typed("position"),
            interim=bool(post.get("interim")),
            words=typed("words", LONGEST_WORDS),
            who=typed("who"),
            reason=typed("reason"),
            outcome=typed("outcome"),
            seen=typed("seen"),
        )

    def given(self, task: Task, *, at: datetime) -> dict[str, Any]:
        """As `answer_referral` takes it. Raises `MoveRefused` for what nobody could read."""
        return {
            "to": LEADS_TO[task],
            "given": Given(**GIVEN[task](self, at)),
            "seen": number(self.seen),
            "begins_interim": task is Task.WAITING_LIST and self.interim,
        }

    def place(self, *, at: datetime) -> dict[str, Any]:
        """As `keep_place` takes it. Without a word on it the place is one for anyone."""
        return {
            "until": sound(self.until, Requires.UNTIL, at),
            "sex": Sex(self.sex) if self.sex in set(Sex) else Sex.ANY,
            "seen": number(self.seen),
        }


def first_offer(referral: Referral, *, zone: str, at: datetime) -> datetime:
    """Nobody comes before the gate opens."""
    if referral.release_on is None:
        return at + FIRST_OFFER
    return max(at + FIRST_OFFER, datetime.combine(referral.release_on, GATE_OPENS, tzinfo=ZoneInfo(zone)))


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(LONGEST_LIST)) else -1


def expected(form: TaskForm, at: datetime) -> dict[str, Any]:
    return {"expected_at": sound(form.expect, Requires.TIME, at)}


def sound(typed: TimeTyped, required: Requires, at: datetime) -> datetime:
    wrong = why_unsound(typed.moment, at=at) if typed.moment else MISSING[required]
    if typed.moment is None or wrong:
        raise MoveRefused(wrong, code=f"needs_{required}")
    return typed.moment


def listed(form: TaskForm, at: datetime) -> dict[str, Any]:
    position = number(form.position)
    return {"position": position if position >= 1 else None}


def declined(form: TaskForm, at: datetime) -> dict[str, Any]:
    """Both are asked for; a reason of the other side is refused by the table."""
    reason = DeclineReason(form.reason) if form.reason in set(DeclineReason) else None
    who = DeclinedBy(form.who) if form.who in set(DeclinedBy) else None
    return {"declined_by": who, "reason": reason}


def failed(form: TaskForm, at: datetime) -> dict[str, Any]:
    return {"outcome": Outcome(form.outcome) if form.outcome in ENDED_HERE else None}


GIVEN = {
    Task.EXPECT: expected,
    Task.WAITING_LIST: listed,
    Task.ASK: lambda form, at: {"words": form.words},
    Task.ARRIVED: lambda form, at: {},
    Task.NO_SHOW: lambda form, at: {},
    Task.BEGAN: lambda form, at: {"outcome": Outcome.CARE_BEGAN},
    Task.DECLINE: declined,
    Task.FAILED: failed,
}
