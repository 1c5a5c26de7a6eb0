"""What happened with one referral so far: its steps, the accounts of an arrival, the end of each question."""

from datetime import datetime

from handrail.directory.models import Facility
from handrail.referrals.answering.words import ANSWERS
from handrail.referrals.closing.queries import accounts_heard
from handrail.referrals.coordinating.words import (
    GONE_CHOSEN,
    GONE_LATE,
    GONE_OTHER,
    SAID_BY_PERSON,
    SAID_BY_PROGRAM,
    STAGES,
)
from handrail.referrals.domain.closing import Heard
from handrail.referrals.domain.questions import is_gone
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral


def happened(referral: Referral) -> list[tuple[str, Facility | None, datetime]]:
    """Each step, and what program and person said of an arrival. What its desk did stands there as a step."""
    history = referral.history.select_related("facility").order_by("number")
    told: list[tuple[str, Facility | None, datetime]] = [
        (STAGES[Stage(step.to_stage)], step.facility, step.at) for step in history
    ]
    for each in accounts_heard(referral=referral):
        program, person = each.accounts
        if program and each.program_said_at and each.program_heard != Heard.LOG:
            told.append((SAID_BY_PROGRAM[program], each.facility, each.program_said_at))
        if person and each.person_said_at:
            told.append((SAID_BY_PERSON[person], each.facility, each.person_said_at))
    return sorted(told, key=lambda line: line[2])


def said_by(question: Question) -> str:
    """Its answer, or why none is waited for. The pick takes the question from every program at once."""
    if question.answer or question.gone_at is None:
        return ANSWERS.get(question.answer, "")
    if question.facility_id == question.referral.facility_id:
        return GONE_CHOSEN
    return GONE_LATE if is_gone(asked_at=question.asked_at, picked=False, at=question.gone_at) else GONE_OTHER
