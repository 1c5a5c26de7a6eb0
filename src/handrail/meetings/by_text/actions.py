"""Who asked and who agreed, for as long as it takes (S37). The place is never written down."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from handrail.meetings.domain.texts import MOST_A_DAY, STEP_AFTER, WAITS, ReadText, Reply, Step, reply_to
from handrail.meetings.models import AnsweredText, TextQuestion
from handrail.messaging.delivering.actions.budgets import take
from handrail.messaging.domain.leases import SKEW
from handrail.privacy.blind_indexes import blind
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.master_keys import Purpose, current_key

ALL_NUMBERS = "meeting-texts"
KEPT = lasts(Retention.TEXT)


@transaction.atomic
def choose_reply(*, number: str, sid: str, read: ReadText, is_place_known: bool, at: datetime) -> Reply | None:
    """What this text is answered. None: it was answered before, or this number or everybody has had enough today."""
    key = number_key(number)
    if not is_first(sid=sid, at=at):
        return None
    question = TextQuestion.objects.select_for_update().filter(number_key=key).first()
    step = Step(question.step) if question and stands(question, at) else None
    reply = reply_to(step, read, is_place_known=is_place_known)
    if not has_room(key, reply, at) or not moved(key, step, reply, at):
        return None
    return reply


def number_key(number: str) -> str:
    """A keyed hash that nothing else is found by: not the person's messages, and not the STOP list."""
    key_id = current_key(Purpose.BLIND).key_id
    return blind(organization=ALL_NUMBERS, kind="phone", value=number, master_id=key_id).hex()


def is_first(*, sid: str, at: datetime) -> bool:
    """Providers hand a text on again when our answer came late. The person is answered once."""
    try:
        with transaction.atomic():
            AnsweredText.objects.create(text_key=hashlib.sha256(sid.encode()).hexdigest(), heard_at=at)
    except IntegrityError:
        return False
    return True


def stands(question: TextQuestion, at: datetime) -> bool:
    """A question from the future was asked before the clock was moved back: nobody knows how old it is."""
    return at - WAITS < question.asked_at <= at + SKEW


def has_room(key: str, reply: Reply, at: datetime) -> bool:
    """Help once a day, a number a few texts a day, all of them so many: each text costs the operator and the person."""
    if reply is Reply.HELP and not take(f"h{key[:62]}", most=1, at=at):
        return False
    return take(key, most=MOST_A_DAY, at=at) and take(ALL_NUMBERS, most=settings.MEETING_TEXTS_PER_DAY, at=at)


def moved(key: str, step: Step | None, reply: Reply, at: datetime) -> bool:
    """False for the second of two that answered one question at once: it was answered."""
    if reply is Reply.HELP:
        return True
    mine, to = TextQuestion.objects.filter(number_key=key), STEP_AFTER[reply]
    if to is None:
        return bool(mine.filter(step=step).delete()[0])
    TextQuestion.objects.update_or_create(number_key=key, defaults={"step": to, "asked_at": at})
    return True


@transaction.atomic
def forget_number(*, number: str) -> None:
    """They said STOP: a yes that comes after it says yes to nothing."""
    TextQuestion.objects.filter(number_key=number_key(number)).delete()


@transaction.atomic
def forget_texts(*, at: datetime) -> int:
    """A pass of the worker: questions that nobody answered, and texts that are past being handed on twice."""
    late = at + SKEW
    asked, _ = TextQuestion.objects.filter(Q(asked_at__lte=at - WAITS) | Q(asked_at__gt=late)).delete()
    heard, _ = AnsweredText.objects.filter(
        Q(heard_at__lte=at - KEPT) | Q(heard_at__gt=late + timedelta(days=1))
    ).delete()
    return asked + heard
