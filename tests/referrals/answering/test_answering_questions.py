"""Answers of programs: the first counts, minds change until somebody is picked, and late ones change nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.people import make_staff
from handrail.accounts.models import Membership
from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry
from handrail.privacy.sealed_values import opened
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.answering.queries import standing_now
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.questions import (
    BAD_POSITION,
    BAD_UNTIL,
    NO_REASON,
    NOBODY_LOOKS,
    PICKED_ALREADY,
    SOMEBODY_WAS_SOONER,
    TOO_LATE,
    Answer,
    AnswerRefused,
    Standing,
    Way,
)
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.losing.actions import lose_unpicked_questions
from handrail.referrals.models import Question, Referral
from handrail.referrals.picking.actions import pick
from referrals.samples import NOON, agree_to, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


def make_questions(how_many=1, **facts):
    facts = {"sender": make_sender()[0]} | facts
    places = [make_program()[1] for _ in range(how_many)]
    return ask(referral=make_referral(**facts), facilities=places, side=Side.SENDER, by=PRODUCT, at=NOON)


def said(question, answer, *, at=LATER, **facts):
    usual = {Answer.NO: {"reason": DeclineReason.NO_PLACE}, Answer.WAITING_LIST: {"position": 3}}.get(answer, {})
    return answer_question(question=question, answer=answer, way=Way.LINK, by=PRODUCT, at=at, **usual | facts)


def test_a_yes_holds_for_half_a_day_where_nothing_else_was_said_and_whoever_picks_has_to_act():
    [question] = make_questions()

    question = said(question, Answer.YES)

    assert (question.answer, question.answered_at, question.holds_until) == (
        "yes",
        LATER,
        LATER + timedelta(hours=12),
    )
    referral = Referral.objects.get()
    assert (referral.stage, referral.turn, referral.due_at) == (
        Stage.ASKING,
        Side.SENDER,
        LATER + timedelta(hours=4),
    )


def test_a_waiting_list_has_a_position_and_says_whether_help_comes_meanwhile():
    [question] = make_questions()

    question = said(question, Answer.WAITING_LIST, offers_interim=True, holds_until=LATER + timedelta(hours=1))

    assert (question.position, question.offers_interim, question.holds_until) == (3, True, None)


def test_a_no_has_its_reason_and_the_others_are_still_asked():
    one, other = make_questions(2)

    said(one, Answer.NO, reason=DeclineReason.NOT_THIS_PAYER)
    turn_then = Referral.objects.get().turn
    said(other, Answer.NO)

    one.refresh_from_db()
    assert (one.reason, turn_then, Referral.objects.get().turn) == ("not_this_payer", Side.RECEIVER, Side.SENDER)


@pytest.mark.parametrize(
    ("answer", "facts", "words"),
    [
        (Answer.YES, {"holds_until": NOON}, BAD_UNTIL),
        (Answer.YES, {"holds_until": LATER + timedelta(days=8)}, BAD_UNTIL),
        (Answer.WAITING_LIST, {"position": 0}, BAD_POSITION),
        (Answer.WAITING_LIST, {"position": None}, BAD_POSITION),
        (Answer.WAITING_LIST, {"position": 1000}, BAD_POSITION),
        (Answer.NO, {"reason": None}, NO_REASON),
        (Answer.NO, {"reason": DeclineReason.TOO_FAR}, NO_REASON),
    ],
)
def test_half_an_answer_is_refused_and_changes_nothing(answer, facts, words):
    [question] = make_questions()

    with pytest.raises(AnswerRefused) as refused:
        said(question, answer, **facts)

    question.refresh_from_db()
    assert (str(refused.value), question.answer) == (words, "")


def test_of_two_answers_the_first_counts_and_the_second_is_told():
    [question] = make_questions()
    said(question, Answer.YES)

    with pytest.raises(AnswerRefused, match=SOMEBODY_WAS_SOONER):
        said(question, Answer.NO)

    question.refresh_from_db()
    assert question.answer == "yes"


def test_the_same_answer_twice_is_one():
    [question] = make_questions()
    said(question, Answer.YES)

    again = said(question, Answer.YES, at=LATER + timedelta(seconds=3))

    answers = AuditEntry.objects.filter(what="referral.answered")
    assert (again.answered_at, answers.count()) == (LATER, 1)


def test_a_mind_is_changed_until_somebody_is_picked_and_both_answers_are_on_record():
    [question] = make_questions()
    said(question, Answer.YES)

    changed = said(question, Answer.NO, at=LATER + timedelta(minutes=1), instead_of=LATER)

    answers = AuditEntry.objects.filter(what="referral.answered").order_by("pk")
    assert (changed.answer, changed.holds_until) == ("no", None)
    assert [each.purpose for each in answers] == ["yes", "no"]


def test_a_yes_that_is_taken_back_gives_the_turn_back_to_those_who_have_not_answered():
    one, _ = make_questions(2)
    said(one, Answer.YES)

    said(one, Answer.NO, at=LATER + timedelta(minutes=1), instead_of=LATER)

    assert Referral.objects.get().turn == Side.RECEIVER


def test_after_the_pick_an_answer_is_kept_and_changes_nothing():
    one, other, third = make_questions(3)
    said(one, Answer.YES)
    said(third, Answer.YES)
    agree_to(one.referral, one.facility)
    pick(referral=one.referral, facility=one.facility, side=Side.SENDER, by=PRODUCT, at=LATER)
    before = Referral.objects.values().get()

    late = said(other, Answer.YES)
    with pytest.raises(AnswerRefused, match=TOO_LATE):
        said(third, Answer.NO, instead_of=LATER)
    with pytest.raises(AnswerRefused, match=PICKED_ALREADY):
        said(one, Answer.NO, instead_of=LATER)

    assert (late.answer, standing_now(late, at=LATER)) == ("yes", Standing.LATE)
    assert Referral.objects.values().get() == before


def test_after_a_day_an_answer_is_kept_and_changes_nothing():
    [question] = make_questions()
    tomorrow = NOON + timedelta(hours=24)

    late = said(question, Answer.YES, at=tomorrow)

    assert (late.answer, standing_now(late, at=tomorrow)) == ("yes", Standing.LATE)
    assert Referral.objects.get().turn == Side.RECEIVER


def test_a_yes_to_who_looks_no_more_is_told_so():
    [question] = make_questions()
    moved(question.referral, Stage.CANCELED)

    late = said(question, Answer.YES)

    assert standing_now(late, at=LATER) == Standing.ENDED
    assert Message.objects.exclude(kind="question").count() == 0


def test_a_yes_reaches_whoever_wrote_the_referral_by_the_ways_they_agreed_to():
    organization, user = make_sender()
    [question] = make_questions(sender=organization)
    Referral.objects.update(made_by=user)
    give_agreement(
        subject=user.subject,
        channel=Channel.EMAIL,
        address="nurse@hospital.example",
        language="es",
        zone="America/Chicago",
        text_version="1",
        by=PRODUCT,
        at=NOON,
    )

    said(question, Answer.YES)

    message = Message.objects.exclude(kind="question").get()
    letter = opened(message, "letter")["letter"]
    assert (message.kind, message.subject, message.language) == ("reply_wanted", user.subject, "es")
    assert letter == {"address": "nurse@hospital.example", "link": "/es/referrals/"}


def test_a_no_writes_to_nobody():
    organization, user = make_sender()
    [question] = make_questions(sender=organization)
    Referral.objects.update(made_by=user)

    said(question, Answer.NO)

    assert Message.objects.exclude(kind="question").count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "yes", "holds_until": None},
        {"answer": "no", "reason": "", "holds_until": None},
        {"answer": "no", "reason": "too_far", "holds_until": None},
        {"answer": "waiting_list", "position": None, "holds_until": None},
        {"position": 2},
        {"reason": "no_place"},
    ],
)
def test_the_database_keeps_no_half_answer(values):
    [question] = make_questions()
    said(question, Answer.YES)

    with pytest.raises(IntegrityError, match="answer"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**values)

    question.refresh_from_db()
    assert question.answer == "yes"


def agrees(user):
    values = {"channel": Channel.EMAIL, "address": f"{user.username}@work.example", "zone": "America/Chicago"}
    give_agreement(subject=user.subject, language="en", text_version="1", by=PRODUCT, at=NOON, **values)


def test_a_yes_reaches_the_colleagues_of_who_has_left():
    organization, user = make_sender()
    [question] = make_questions(sender=organization)
    colleague = make_staff(organization=organization, role="nurse", word="colleague")
    agrees(user)
    agrees(colleague)
    Referral.objects.update(made_by=user)
    Membership.objects.filter(user=user).update(ended_at=NOON)

    said(question, Answer.YES)

    assert Message.objects.exclude(kind="question").get().subject == colleague.subject


@pytest.mark.parametrize("kind", ["police", "custody"])
def test_a_yes_is_never_told_to_police_or_custody(kind):
    organization, user = make_sender(kind=kind, role="officer")
    [question] = make_questions(sender=organization)
    agrees(user)
    Referral.objects.update(made_by=user)

    said(question, Answer.YES)

    assert Message.objects.exclude(kind="question").count() == 0


def on_a_list_and_asked():
    """Somebody waits on the list of one program while another is asked."""
    referral = moved(make_referral(sender=make_sender()[0]), Stage.SENT, Stage.WAITLISTED, facility=make_program()[1])
    [question] = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=NOON)
    return question


def test_a_yes_for_who_waits_on_a_list_stands_before_whoever_picks():
    said(on_a_list_and_asked(), Answer.YES)

    referral = Referral.objects.get()
    assert (referral.stage, referral.turn, referral.due_at) == (
        Stage.WAITLISTED,
        Side.SENDER,
        LATER + timedelta(hours=4),
    )


def test_a_second_list_takes_no_turn_from_the_program_that_keeps_the_first():
    said(on_a_list_and_asked(), Answer.WAITING_LIST)

    assert Referral.objects.get().turn == Side.RECEIVER


def test_a_yes_that_nobody_took_gives_the_turn_back_to_the_list():
    said(on_a_list_and_asked(), Answer.YES)

    lose_unpicked_questions(at=NOON + timedelta(days=1))

    referral = Referral.objects.get()
    assert (referral.turn, referral.due_at) == (Side.RECEIVER, NOON + timedelta(days=8))


def test_a_day_later_the_question_of_what_has_ended_is_over_too():
    [question] = make_questions()
    moved(question.referral, Stage.CANCELED)
    question.refresh_from_db()

    assert standing_now(question, at=NOON + timedelta(days=1)) == Standing.LATE


def test_why_an_answer_stands_is_said_as_it_is():
    [one] = make_questions()
    said(one, Answer.YES)
    day = LATER + timedelta(days=1)

    with pytest.raises(AnswerRefused, match=TOO_LATE):
        said(one, Answer.NO, at=day, instead_of=LATER)
    moved(one.referral, Stage.CANCELED, at=LATER)
    with pytest.raises(AnswerRefused, match=NOBODY_LOOKS):
        said(one, Answer.NO, instead_of=LATER)


def test_a_yes_to_who_comes_in_weeks_holds_until_they_can_have_come():
    [question] = make_questions(release_on=NOON.date() + timedelta(days=21))

    answered = said(question, Answer.YES)

    assert (question.ahead, answered.holds_until) == ("two_weeks", NOON + timedelta(days=31))


def test_a_yes_for_weeks_is_still_no_slip_of_the_hand():
    [question] = make_questions(release_on=NOON.date() + timedelta(days=21))
    last = NOON + timedelta(days=38)

    with pytest.raises(AnswerRefused, match="a week after they come"):
        said(question, Answer.YES, holds_until=last + timedelta(hours=1))
    answered = said(question, Answer.YES, holds_until=last)

    assert answered.holds_until == last


def test_the_database_keeps_no_unknown_span():
    [question] = make_questions()

    with pytest.raises(IntegrityError, match="ahead"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(ahead="2026-12-18")

    question.refresh_from_db()
    assert question.ahead == ""


@pytest.mark.parametrize("field", ["age", "level", "medicine", "payer", "trait"])
def test_database_knows_the_codes_of_what_a_question_asks_for(field):
    [question] = make_questions()

    with pytest.raises(IntegrityError, match=f"referrals_question_{field}_is_known"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**{field: "anything"})
