"""The desk of a program: what it is asked, who is on the way, and one page for each (S17, S19)."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.queries import acting_for
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.accounts.sign_ins.live_parts import live_part, marked
from handrail.directory.models import Facility
from handrail.privacy.domain.actors import Actor
from handrail.referrals.answering.actions import answer_question, note_reached
from handrail.referrals.answering.answer_form import AnswerForm
from handrail.referrals.answering.question_page import question_context
from handrail.referrals.answering.words import thanks_for
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.questions import AnswerRefused, Way
from handrail.referrals.models import Question, Referral
from handrail.referrals.moving.consent import decision_for
from handrail.referrals.need_words import need_lines
from handrail.referrals.opening.actions import open_person
from handrail.referrals.queries import may_see_mirror, receiving_memberships
from handrail.referrals.receiving.inbox_lines import inbox_context, person_line
from handrail.referrals.receiving.over_here import is_over_here
from handrail.referrals.receiving.person_page import person_context
from handrail.referrals.receiving.pressing import press
from handrail.referrals.receiving.queries import asked_questions, inbox_of, membership_for, question_of, referral_of
from handrail.referrals.receiving.refusals import OVER, told_why_not
from handrail.referrals.receiving.tasks import TaskForm
from handrail.referrals.receiving.words import DONE
from handrail.web.language import language_of
from handrail.web.rendering import page

NOT_FOUND, REFUSED = 404, 422
View = Callable[..., HttpResponse]


def for_receivers(view: View) -> View:
    """Who answers for no program finds nothing here. Staff come in with a second factor, and idle out (S14)."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not receiving_memberships(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(checked)


@require_safe
@for_receivers
def inbox(request: SignedInRequest) -> HttpResponse:
    return inbox_page(request, "referrals/inbox.jinja", sees_mirror=may_see_mirror(request.user))


@require_safe
@live_part
@for_receivers
def inbox_lines(request: SignedInRequest) -> HttpResponse:
    """The list alone, which the page asks for by itself: it makes no sign-in last longer (S5)."""
    return inbox_page(request, "referrals/inbox_lines.jinja")


def inbox_page(request: SignedInRequest, template: str, **more: bool) -> HttpResponse:
    at = timezone.now()
    context = inbox_context(request, inbox_of(user=request.user, at=at), at=at)
    return marked(page(request, template, {**context, **more}), context["live_mark"])


@require_http_methods(["GET", "HEAD", "POST"])
@for_receivers
def inbox_question(request: SignedInRequest, question: str) -> HttpResponse:
    at = timezone.now()
    found = question_of(user=request.user, public_id=question, at=at)
    if found is None:
        if not asked_questions(user=request.user).filter(public_id=question).exists():
            raise Http404
        return over_page(request)
    if request.method != "POST":
        note_reached(question=found, at=at)
        return question_page(request, found, at=at)
    form = AnswerForm.from_post(request.POST)
    try:
        by = acting_here(request, found.facility)
        found = answer_question(question=found, way=Way.DESK, by=by, at=at, **form.given())
    except AnswerRefused as refusal:
        found.refresh_from_db()
        return question_page(request, found, at=at, form=form, refused=str(refusal))
    return question_page(request, found, at=at, thanks=thanks_for(found, at=at))


def question_page(request: SignedInRequest, question: Question, *, at: datetime, **said: Any) -> HttpResponse:
    context = question_context(question, at=at, **said) | {"question_id": question.public_id}
    return page(request, "referrals/inbox_question.jinja", context, status=REFUSED if context["refused"] else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_receivers
def inbox_referral(request: SignedInRequest, referral: str) -> HttpResponse:
    """By GET it says what is asked for, without a name; who it is comes by a press, and each press is a hand-over."""
    at, sent = timezone.now(), request.POST
    found = referral_of(user=request.user, public_id=referral)
    if found is None:
        if not is_over_here(user=request.user, public_id=referral):
            raise Http404
        return over_page(request)
    if request.method != "POST":
        return closed_page(request, found, at=at)
    by = acting_here(request, found.facility)
    if "task" not in sent:
        return shown(request, found, by=by, at=at)
    form = TaskForm.from_post(sent)
    try:
        task = press(referral=found, form=form, by=by, at=at)
    except (MoveRefused, HoldRefused) as refusal:
        return shown(request, found, by=by, at=at, form=form, refused=str(refusal))
    return page(request, "referrals/inbox_done.jinja", {"done": DONE[task]})


def closed_page(request: HttpRequest, referral: Referral, *, at: datetime) -> HttpResponse:
    """A look at the need alone hands nothing over; where the consent has ended there is not even that."""
    assert referral.facility is not None, "it stands with a program"
    if not decision_for(referral, referral.facility, at=at).is_allowed:
        return refused_page(request, referral, at=at)
    line = person_line(referral, at=at, language=language_of(request.path_info))
    lines = need_lines(referral.need, referral.need_urgency, ahead=referral.ahead_at(at))
    context = {"is_shown": False, "refused": "", "line": line, "lines": lines}
    return page(request, "referrals/inbox_referral.jinja", context)


def over_page(request: HttpRequest) -> HttpResponse:
    """Who looks for somebody that stood here reads that it is over; a stranger's number is no page."""
    return page(request, "referrals/inbox_over.jinja", {"refused": OVER}, status=NOT_FOUND)


def refused_page(request: HttpRequest, referral: Referral, *, at: datetime) -> HttpResponse:
    context = {"refused": told_why_not(referral, at=at)}
    return page(request, "referrals/inbox_over.jinja", context, status=NOT_FOUND)


def shown(
    request: HttpRequest,
    referral: Referral,
    *,
    by: Actor,
    at: datetime,
    form: TaskForm | None = None,
    refused: str = "",
) -> HttpResponse:
    person = open_person(referral=referral, by=by, at=at)
    if person is None:
        return refused_page(request, referral, at=at)
    context = person_context(request, person, form=form, refused=refused, at=at) | {"is_shown": True}
    return page(request, "referrals/inbox_referral.jinja", context, status=REFUSED if refused else 200)


def acting_here(request: SignedInRequest, place: Facility | None) -> Actor:
    membership = membership_for(user=request.user, place=place) if place else None
    if membership is None:
        raise Http404
    return acting_for(membership)
