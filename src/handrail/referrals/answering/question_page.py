"""What the page of a question shows, by link and at the desk alike: the need in words, and the answer so far."""

from datetime import datetime
from typing import Any

from handrail.referrals.answering.answer_form import UNREADABLE_TIME, AnswerForm
from handrail.referrals.answering.queries import standing_now
from handrail.referrals.answering.words import ANSWERS, reasons_of
from handrail.referrals.domain.questions import (
    BAD_POSITION,
    BAD_UNTIL,
    BAD_UNTIL_AHEAD,
    NO_REASON,
    Answer,
    Standing,
)
from handrail.referrals.domain.reasons import DeclinedBy
from handrail.referrals.models import Question
from handrail.referrals.need_words import need_lines
from handrail.web.time_zones import zones_to_choose

SHOWN = frozenset({Standing.OPEN, Standing.PICKED})
"""While the program may read what is needed: with the end, or a day later, that is over as well (S21)."""


FIELDS: dict[str, str] = {
    NO_REASON: "reason",
    BAD_POSITION: "position",
    BAD_UNTIL: "until-day",
    BAD_UNTIL_AHEAD: "until-day",
    UNREADABLE_TIME: "until-day",
}
"""Which field a refusal is about, by its id."""


def question_context(
    question: Question, *, at: datetime, form: AnswerForm | None = None, refused: str = "", thanks: str = ""
) -> dict[str, Any]:
    """`seen` is always of now: who is told of a sooner answer sees it, and may then answer in its place."""
    standing = standing_now(question, at=at)
    fresh = AnswerForm.for_question(question, at=at)
    shown = form if form and form.answer == Answer.YES else fresh
    return {
        "refused": refused,
        "wrong": FIELDS.get(refused, ""),
        "thanks": thanks,
        "place": question.facility,
        "lines": need_lines_of(question) if standing in SHOWN else [],
        "can_change": bool(question.answer) and standing is Standing.OPEN,
        "said": ANSWERS[Answer(question.answer)] if question.answer else "",
        "form": form or fresh,
        "until": shown.until,
        "seen": fresh.seen,
        "zones": zones_to_choose(shown.until.zone or fresh.until.zone),
        "is_ahead": question.need_ahead is not None,
        "reasons": reasons_of(DeclinedBy.PROGRAM),
    }


def need_lines_of(question: Question) -> list[tuple[str, str]]:
    return need_lines(question.need, question.referral.need_urgency, ahead=question.need_ahead)
