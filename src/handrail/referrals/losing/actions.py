"""What programs lose by the clock: a question after a day (S21), access once the person no longer agrees (S19)."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from handrail.messaging.domain.kinds import MessageKind
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.one_time_links.actions import withdraw_links_about
from handrail.referrals.asking.actions import named, put_turn
from handrail.referrals.coming_back.queries import open_numbers
from handrail.referrals.domain.clocks import answer_due
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.questions import STAYS
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.losing.queries import (
    questions_to_lose,
    referrals_past_their_consent,
    referrals_to_warn_of,
    referrals_without_consent,
)
from handrail.referrals.models import Question, Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.moving.consent import consent_row, decision_for
from handrail.referrals.telling.actions import RECEIPT, write_news, write_to
from handrail.referrals.telling.queries import reachable, subjects_of_program, subjects_of_sender
from handrail.referrals.turns import turn_in

logger = logging.getLogger("handrail.referrals")

IN_A_PASS = 200


def lose_unpicked_questions(*, at: datetime) -> int:
    """Programs that were not picked no longer see what they were asked."""
    questions = questions_to_lose(at=at).select_related("referral").order_by("asked_at", "pk")[:IN_A_PASS]
    return sum(tried(lose, question, question.referral, at=at) for question in list(questions))


@transaction.atomic
def lose(question: Question, *, at: datetime) -> bool:
    referral = locked(question.referral)
    if not questions_to_lose(at=at).filter(pk=question.pk).exists():
        return False
    Question.objects.filter(pk=question.pk).update(gone_at=max(at, question.asked_at))
    withdraw_links_about(about=named(question), at=at)
    record("referral.question_gone", by=PRODUCT, at=at, subject=referral.subject, about=named(question))
    if referral.stage in STAYS:
        put_turn(referral, at=at)  # nobody is left who could answer: whoever picks has to act
    return True


def end_without_consent(*, at: datetime) -> int:
    """Access ends in the moment of withdrawing; here the referral itself ends, and both sides learn that one did."""
    ended = list(referrals_without_consent(at=at).order_by("pk")[:IN_A_PASS])
    past = list(referrals_past_their_consent(at=at).order_by("pk")[:IN_A_PASS])
    soon = list(referrals_to_warn_of(at=at).order_by("pk")[:IN_A_PASS])
    for each in soon:
        tried(warn, each, each, at=at)
    return sum(tried(end, each, each, at=at) for each in ended) + sum(
        tried(run_out, each, each, at=at) for each in past
    )


@transaction.atomic
def end(referral: Referral, *, at: datetime) -> bool:
    referral = locked(referral)
    if not referrals_without_consent(at=at).filter(pk=referral.pk).exists():
        return False
    people = [*subjects_of_sender(referral), *subjects_of_program(referral)]
    given = Given(outcome=Outcome.CONSENT_ENDED)
    referral = move(referral=referral, to=Stage.CANCELED, side=Side.CLOCK, by=PRODUCT, at=at, given=given)
    write_news(people, referral, about="ended", at=at)
    return True


@transaction.atomic
def run_out(referral: Referral, *, at: datetime) -> bool:
    """Running out is not taking back: the place on a list, or the time that was given, stays. Another yes of the
    person goes on from there; until then it stands before whoever can ask them."""
    referral = locked(referral)
    if not referrals_past_their_consent(at=at).filter(pk=referral.pk).exists():
        return False
    if referral.facility and (other := consent_row(decision_for(referral, referral.facility, at=at))):
        referral.consent = other
        referral.save(update_fields=["consent"])
        return True
    due = answer_due(referral.need_urgency, since=at, zone=referral.zone)
    turn = turn_in(Stage.DECLINED, referral=referral) or ""
    referral.due_at = min(referral.due_at or due, due) if referral.turn == turn else due
    referral.turn = turn
    referral.rung, referral.rung_at = Rung.IN_TIME, None
    referral.save(update_fields=["turn", "due_at", "rung", "rung_at"])
    write_of_consent(referral, "ran-out", at=at)
    return True


@transaction.atomic
def warn(referral: Referral, *, at: datetime) -> bool:
    return write_of_consent(referral, "ends-soon", at=at) > 0


def write_of_consent(referral: Referral, what: str, *, at: datetime) -> int:
    """To whoever can ask the person, and to the person, who says "still yes" with their number."""
    key, kind = f"consent-{what}:{referral.public_id}:{referral.consent_id}", MessageKind.REPLY_WANTED
    told = write_to(subjects_of_sender(referral), kind, referral, key=key, link=reverse("referrals"), at=at)
    themselves = reachable([referral.subject]) if open_numbers(referral=referral, at=at) else []
    return told + write_to(themselves, kind, referral, key=key, link=RECEIPT, at=at)


def tried(work: Callable[..., bool], row: Question | Referral, referral: Referral, *, at: datetime) -> bool:
    """One that fails holds up no other."""
    try:
        return work(row, at=at)
    except Exception:  # a fault of ours: its row is still there, and the next round finds it
        logger.exception("referral not ended by the clock", extra={"ids": {"referral": referral.public_id}})
        return False
