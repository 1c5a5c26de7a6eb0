"""The coordinators' board, the page of one referral, and the sheet for a call (P10, S18)."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.queries import acting_as_operator
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.accounts.sign_ins.marks import polled
from handrail.directory.calls.queries import numbers_to_dial
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import around
from handrail.directory.domain.phone_numbers import href, significant_digits
from handrail.messaging.rosters.queries import RosterRefused
from handrail.privacy.domain.actors import Actor
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.answering.answer_form import AnswerForm
from handrail.referrals.answering.question_page import question_context
from handrail.referrals.coordinating.actions import ask_others, move_on, take
from handrail.referrals.coordinating.pages import board_context, referral_context, tasks_by_telephone
from handrail.referrals.coordinating.queries import questions_of, referral_called
from handrail.referrals.coordinating.words import ENDINGS
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import Given, MoveRefused
from handrail.referrals.domain.questions import AnswerRefused, AskRefused, Way
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.receiving.tasks import UNKNOWN_TASK, Task, TaskForm, number
from handrail.web.rendering import page
from handrail.web.saying import say
from handrail.web.translation import mark

REFUSED = 422
SAVED = mark("Saved.")
Refusal = (MoveRefused, HoldRefused, AskRefused, AnswerRefused, RosterRefused)


@require_safe
@for_operators
def board(request: SignedInRequest) -> HttpResponse:
    return page(request, "referrals/board.jinja", board_context(request, at=timezone.now()))


@require_safe
@polled
@for_operators
def board_lines(request: SignedInRequest) -> HttpResponse:
    """The list alone, which the page asks for by itself: it makes no sign-in last longer (S5)."""
    return page(request, "referrals/board_lines.jinja", board_context(request, at=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def one_referral(request: SignedInRequest, referral: str) -> HttpResponse:
    found, at = referral_called(public_id=referral), timezone.now()
    if found is None:
        raise Http404
    if request.method != "POST":
        return page(request, "referrals/board_referral.jinja", referral_context(request, found, at=at))
    form = TaskForm.from_post(request.POST)
    try:
        press(found, form, by=acting_as_operator(request.user), at=at)
    except Refusal as refusal:
        found = referral_called(public_id=referral) or found
        context = referral_context(request, found, at=at, form=form, refusal=str(refusal))
        return page(request, "referrals/board_referral.jinja", context, status=REFUSED)
    say(request, SAVED)
    return HttpResponseRedirect(reverse("desk-referrals-one", args=[found.public_id]))


def press(referral: Referral, form: TaskForm, *, by: Actor, at: datetime) -> None:
    """One press, and the one action it leads to. Raises what may be shown."""
    if form.task in PRESSES:
        PRESSES[form.task](referral, form, by, at)
        return
    if form.task not in tasks_by_telephone(Stage(referral.stage)):
        raise MoveRefused(UNKNOWN_TASK, code="unknown_task")
    told = form.given(Task(form.task), at=at)
    move_on(referral=referral, to=told["to"], seen=told["seen"], given=told["given"], by=by, at=at)


def taken(referral: Referral, form: TaskForm, by: Actor, at: datetime) -> None:
    take(referral=referral, by=by, at=at)


def asked(referral: Referral, form: TaskForm, by: Actor, at: datetime) -> None:
    ask_others(referral=referral, by=by, at=at)


def ended(referral: Referral, form: TaskForm, by: Actor, at: datetime) -> None:
    outcome = Outcome(form.outcome) if form.outcome in set(ENDINGS) else None
    given = Given(outcome=outcome)
    move_on(referral=referral, to=Stage.FAILED, seen=number(form.seen), given=given, by=by, at=at)


PRESSES: dict[str, Callable[[Referral, TaskForm, Actor, datetime], None]] = {
    "take": taken,
    "ask_others": asked,
    "end": ended,
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def call_sheet(request: SignedInRequest, referral: str, question: str) -> HttpResponse:
    """What to say on the telephone, and what was said: no name is on it (S21)."""
    found, at = question_on(referral, question), timezone.now()
    if request.method != "POST":
        return sheet(request, found, at=at)
    form = AnswerForm.from_post(request.POST)
    try:
        by = acting_as_operator(request.user)
        answer_question(question=found, way=Way.TELEPHONE, by=by, at=at, **form.given())
    except AnswerRefused as refusal:
        found.refresh_from_db()
        return sheet(request, found, at=at, form=form, refused=str(refusal))
    say(request, SAVED)
    return HttpResponseRedirect(reverse("desk-referrals-one", args=[referral]))


def question_on(referral: str, question: str) -> Question:
    found = referral_called(public_id=referral)
    row = questions_of(referral=found).filter(public_id=question).first() if found else None
    if row is None:
        raise Http404
    return row


def sheet(
    request: HttpRequest, question: Question, *, at: datetime, form: AnswerForm | None = None, refused: str = ""
) -> HttpResponse:
    place, context = question.facility, question_context(question, at=at, form=form)
    shown = [each.shown for each in numbers_to_dial(facility=place, at=at)]
    numbers = [(each, href(significant_digits(each), "", place.state)) for each in shown]
    context |= {"refusal": refused, "numbers": numbers, "referral": question.referral, **around(request)}
    return page(request, "referrals/board_call.jinja", context, status=REFUSED if refused else 200)
