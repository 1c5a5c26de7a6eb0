"""Asking programs whether they have room, before anybody is named (S21): codes of a need, and nothing else."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.directory.claims.actions.writing import write_to_contact
from handrail.directory.models import Facility, ListingContact
from handrail.messaging.domain.kinds import MessageKind
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.one_time_links.actions import make_link
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.asking.ways import kept_place, open_contact, way_to
from handrail.referrals.domain.clocks import answer_due
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.moves import NOT_YOURS, MoveRefused
from handrail.referrals.domain.needs import Trait, Urgency
from handrail.referrals.domain.questions import (
    GONE_AFTER,
    STAYS,
    Answer,
    check_ask,
    counts_as,
    is_for_the_picker,
    is_gone,
)
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.moving.actions import limit_of, locked, move
from handrail.referrals.turns import turn_in

ANSWER = "answer-question"  # what the link opens


@transaction.atomic
def ask(
    *,
    referral: Referral,
    facilities: Sequence[Facility],
    side: Side,
    by: Actor,
    at: datetime,
    trait: Trait | None = None,
) -> list[Question]:
    """Asks these programs, all or none. Raises `AskRefused` or `MoveRefused`, and then nobody was asked.

    `trait`: at most one, and only once the person was told that it may point to them.
    """
    referral = locked(referral)
    places = [kept_place(facility) for facility in facilities]
    check_places(referral, places)
    first = referral.questions.count() + 1
    questions = [
        asked(referral, place, number, trait=trait, side=side, by=by, at=at)
        for number, place in enumerate(places, start=first)
    ]
    come_to_asking(referral, side=side, by=by, at=at)
    return questions


def check_places(referral: Referral, places: Sequence[Facility]) -> None:
    before = set(referral.questions.values_list("facility__merged_into", "facility"))
    known = {kept or own for kept, own in before}
    keys = [place.pk for place in places]
    is_twice = len(set(keys)) < len(keys) or bool(known.intersection(keys))
    told = programs_told(referral=referral)
    check_ask(asked=len(told), more=len(set(keys) - told), is_asked_already=is_twice)


def asked(
    referral: Referral, place: Facility, number: int, *, trait: Trait | None, side: Side, by: Actor, at: datetime
) -> Question:
    """One question, on its way. The language is the contact's: that of the person could point to them."""
    way, contact = way_to(place), open_contact(place)
    need = referral.need
    question = Question(
        referral=referral,
        number=number,
        facility=place,
        age=need.age,
        level=need.level,
        medicine=need.medicine,
        payer=need.payer,
        is_tonight=need.is_tonight,
        trait=trait or "",
        ahead=referral.ahead_at(at) or "",
        language=contact.language if contact else "en",
        asked_at=at,
        way=way,
    )
    if contact is not None:
        write_to(contact, question, is_urgent=referral.need_urgency is Urgency.NOW, at=at)
    question.save(force_insert=True)
    record("referral.asked", by=by, at=at, subject=referral.subject, about=named(question), purpose=way, rule=side)
    return question


def write_to(contact: ListingContact, question: Question, *, is_urgent: bool, at: datetime) -> None:
    """A neutral message to what the program itself named (S17), with a link that holds for as long as the question."""
    link = make_link(purpose=ANSWER, about=named(question), lasts=GONE_AFTER, has_code=False, at=at)
    question.link_id = link.public_id
    with override(contact.language):
        path = reverse("answer-question", args=[link.token])
    write_to_contact(contact, MessageKind.QUESTION, key=named(question), link=path, at=at, is_urgent=is_urgent)


def come_to_asking(referral: Referral, *, side: Side, by: Actor, at: datetime) -> None:
    stage = Stage(referral.stage)
    if stage not in STAYS:
        move(referral=referral, to=Stage.ASKING, side=side, by=by, at=at)
    elif side not in STAYS[stage]:
        raise MoveRefused(NOT_YOURS, code="not_yours")
    elif stage is Stage.ASKING:
        put_turn(referral, at=at)


def put_turn(referral: Referral, *, at: datetime) -> None:
    """While programs are asked: theirs until one says yes or none is left; then that of whoever picks, with a limit.

    On a waiting list it stays with the program that keeps the list, until another says yes. Call it under the
    referral's lock. Without this a yes would lie there, and the clock would nudge who gave it.
    """
    picker = turn_in(Stage.DECLINED, referral=referral)
    turn = picker if waits_for_a_pick(referral, at=at) else Side.RECEIVER
    if turn is None or turn == referral.turn:
        return
    referral.turn, referral.rung, referral.rung_at = turn, Rung.IN_TIME, None
    answer = answer_due(referral.need_urgency, since=at, zone=referral.zone)
    referral.due_at = limit_of(referral, since=at) if turn is Side.RECEIVER else answer
    referral.save(update_fields=["turn", "rung", "rung_at", "due_at"])


def waits_for_a_pick(referral: Referral, *, at: datetime) -> bool:
    """Who has a place on a list already is offered no second list."""
    questions = referral.questions.filter(gone_at=None)
    live = [each for each in questions if not is_gone(asked_at=each.asked_at, picked=False, at=at)]
    said = [counts_as(each.answer, holds_until=each.holds_until, at=at) for each in live]
    return Answer.YES in said if referral.stage == Stage.WAITLISTED else is_for_the_picker(said)


def named(question: Question) -> str:
    return f"question:{question.public_id}"
