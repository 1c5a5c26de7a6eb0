"""What a program sends with its answer to a question: read, and left to the rules to judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handrail.directory.domain.zones import zone_of_state
from handrail.referrals.domain.questions import Answer, AnswerRefused, yes_until
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.models import Question
from handrail.referrals.times_typed import TimeTyped
from handrail.web.translation import mark

UNKNOWN_ANSWER = mark("Choose one of the answers.")
UNREADABLE_TIME = mark("We could not read this time. Write it like 14:30.")
LONGEST = 40


@dataclass(frozen=True)
class AnswerForm:
    """The fields as typed, to be shown again where something is refused."""

    answer: str = ""
    until: TimeTyped = field(default_factory=TimeTyped)
    position: str = ""
    interim: bool = False
    reason: str = ""
    seen: str = ""

    @classmethod
    def for_question(cls, question: Question, *, at: datetime) -> "AnswerForm":
        """Filled in as far as it can be, so that most need one press."""
        zone = zone_of_state(question.facility.state)
        until = question.holds_until or yes_until(question.need_ahead, asked_at=question.asked_at, at=at)
        return cls(
            answer=question.answer,
            until=TimeTyped.of(until, zone=zone),
            position=str(question.position or ""),
            interim=bool(question.offers_interim),
            reason=question.reason,
            seen=mark_of(question.answered_at),
        )

    @classmethod
    def from_post(cls, post: Mapping[str, str]) -> "AnswerForm":
        def typed(name: str) -> str:
            return post.get(name, "").strip()[:LONGEST]

        until = TimeTyped.read(post, "until")
        return cls(typed("answer"), until, typed("position"), bool(post.get("interim")), typed("reason"), typed("seen"))

    def given(self) -> dict[str, Any]:
        """As `answer_question` takes it. Raises `AnswerRefused` for what nobody could read."""
        if self.answer not in set(Answer):
            raise AnswerRefused(UNKNOWN_ANSWER)
        is_yes = self.answer == Answer.YES
        if is_yes and not self.until.is_empty and self.until.moment is None:
            raise AnswerRefused(UNREADABLE_TIME)
        return {
            "answer": Answer(self.answer),
            "holds_until": self.until.moment if is_yes else None,
            "position": int(self.position) if self.position.isascii() and self.position.isdecimal() else None,
            "offers_interim": self.interim,
            "reason": DeclineReason(self.reason) if self.reason in set(DeclineReason) else None,
            "instead_of": moment_of(self.seen),
        }


def mark_of(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def moment_of(text: str) -> datetime | None:
    """What the form says it saw; of anything else nothing was seen."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
