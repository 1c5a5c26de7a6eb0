"""What a program says to a question: kept, told to whoever picks, and late answers kept without effect."""

from datetime import datetime

from django.db import transaction

from handrail.messaging.domain.kinds import MessageKind
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.referrals.answering.queries import standing_now
from handrail.referrals.asking.actions import named, put_turn
from handrail.referrals.domain.questions import (
    CANNOT_CHANGE,
    SOMEBODY_WAS_SOONER,
    STAYS,
    Answer,
    AnswerRefused,
    Said,
    Standing,
    Way,
    whole_answer,
)
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.models import Question, Referral
from handrail.referrals.moving.actions import locked
from handrail.referrals.telling.actions import tell_picker

GOOD_NEWS = (Answer.YES, Answer.WAITING_LIST)


@transaction.atomic
def answer_question(
    *,
    question: Question,
    answer: Answer,
    way: Way,
    by: Actor,
    at: datetime,
    holds_until: datetime | None = None,
    position: int | None = None,
    offers_interim: bool | None = None,
    reason: DeclineReason | None = None,
    instead_of: datetime | None = None,
) -> Question:
    """Keeps an answer. Raises `AnswerRefused`; the same answer twice is one.

    `instead_of`: when the answer was given that this one takes the place of; None where none was seen. So of two at
    once the first counts, and the second is told. A no needs its `reason`. What the answer still is worth:
    `answering.queries.standing_now`.
    """
    said = whole(question, Said(answer, holds_until, position, offers_interim, reason), at=at)
    referral = locked(question.referral)
    question = Question.objects.select_for_update(of=("self",)).select_related("facility").get(pk=question.pk)
    question.referral = referral
    if is_said_already(question, said, asked_for_time=holds_until):
        return question
    standing = standing_now(question, at=at)
    check_replaces(question, standing, instead_of)
    put_answer(question, said, way=way, by=by, at=at)
    record(
        "referral.answered",
        by=by,
        at=at,
        subject=referral.subject,
        about=named(question),
        purpose=answer,
        rule=f"{way} {standing}",
    )
    if standing is Standing.OPEN:
        take_effect(referral, question, at=at)
    return question


def whole(question: Question, said: Said, *, at: datetime) -> Said:
    return whole_answer(said, at=at, asked_at=question.asked_at, ahead=question.need_ahead)


def is_said_already(question: Question, said: Said, *, asked_for_time: datetime | None) -> bool:
    """A press that was sent twice. A yes without a time means the time that was counted for the first."""
    if question.answer != said.answer:
        return False
    is_same_time = asked_for_time is None or question.holds_until == said.holds_until
    others = (question.position, question.offers_interim, question.reason or None)
    return is_same_time and others == (said.position, said.offers_interim, said.reason)


def check_replaces(question: Question, standing: Standing, instead_of: datetime | None) -> None:
    if question.answered_at != instead_of:
        raise AnswerRefused(SOMEBODY_WAS_SOONER)
    if question.answer and standing is not Standing.OPEN:
        raise AnswerRefused(CANNOT_CHANGE[standing])


def put_answer(question: Question, said: Said, *, way: Way, by: Actor, at: datetime) -> None:
    question.answer, question.answered_at, question.answered_way = said.answer, at, way
    question.answered_by = by.public_id
    question.holds_until, question.position = said.holds_until, said.position
    question.offers_interim, question.reason = said.offers_interim, said.reason or ""
    question.handed_at = question.handed_at or at
    question.save()


def take_effect(referral: Referral, question: Question, *, at: datetime) -> None:
    if referral.stage in STAYS:
        put_turn(referral, at=at)
    if question.answer in GOOD_NEWS:
        tell_picker(referral, MessageKind.REPLY_WANTED, key=f"answer:{question.public_id}", at=at)


@transaction.atomic
def note_reached(*, question: Question, at: datetime) -> None:
    """Somebody there has it before them: as far as we know, the first time."""
    Question.objects.filter(pk=question.pk, handed_at=None).update(handed_at=at)
