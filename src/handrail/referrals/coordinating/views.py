"""The coordinators' board, the page of one referral, and the sheet for a call (P10, S18)."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.queries import acting_as_operator
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.accounts.sign_ins.live_parts import live_part, marked
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import around
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.answering.answer_form import AnswerForm
from handrail.referrals.answering.question_page import FIELDS, question_context
from handrail.referrals.asking.ways import way_to
from handrail.referrals.coordinating.actions import answer_by_telephone
from handrail.referrals.coordinating.board_page import board_context
from handrail.referrals.coordinating.by_telephone import tried_words
from handrail.referrals.coordinating.dialing import called_at
from handrail.referrals.coordinating.pressing import Picked, Press, Refusal, press
from handrail.referrals.coordinating.queries import questions_of, referral_called
from handrail.referrals.coordinating.referral_page import referral_context
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.questions import AnswerRefused, Way
from handrail.referrals.domain.ringing import NOT_NAMED, RingingRefused, Why
from handrail.referrals.models import Question, Referral
from handrail.referrals.receiving.tasks import TaskForm
from handrail.referrals.ringing.actions import learn_who, nobody_picked_up
from handrail.referrals.sending.paper import paper_sheet
from handrail.referrals.sending.queries import chosen_places
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.saying import say
from handrail.web.translation import mark

REFUSED = 422
LONGEST_SHOWN = 200
SAVED = mark("Saved.")


@require_safe
@for_operators
def board(request: SignedInRequest) -> HttpResponse:
    context = board_context(request, at=timezone.now()) | around(request)
    return page(request, "referrals/board.jinja", context)


@require_safe
@live_part
@for_operators
def board_lines(request: SignedInRequest) -> HttpResponse:
    """The list alone, which the page asks for by itself: it makes no sign-in last longer (S5)."""
    context = board_context(request, at=timezone.now())
    return marked(page(request, "referrals/board_lines.jinja", context), context["live_mark"])


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def one_referral(request: SignedInRequest, referral: str) -> HttpResponse:
    at = timezone.now()
    found = referral_called(public_id=referral, at=at)
    if found is None:
        raise Http404
    if request.method != "POST" or request.POST.get("task") == "find":
        return page(request, "referrals/board_referral.jinja", referral_context(request, found, at=at))
    if request.POST.get("task") == "paper":
        return paper_page(request, found, at=at)
    if request.POST.get("task") == "open":
        return who_page(request, found, at=at)
    form = TaskForm.from_post(request.POST)
    try:
        picked = press(Press(request, found, form, acting_as_operator(request.user), at))
    except Refusal as refusal:
        found = referral_called(public_id=referral, at=at) or found
        context = referral_context(request, found, at=at, form=form, refusal=str(refusal))
        return page(request, "referrals/board_referral.jinja", context, status=REFUSED)
    if picked is not None:
        return picked_page(request, found, picked, at=at)
    say(request, SAVED)
    return HttpResponseRedirect(reverse("desk-referrals-one", args=[found.public_id]))


def who_page(request: SignedInRequest, found: Referral, *, at: datetime) -> HttpResponse:
    """Each press is a hand-over of its own: nothing of it stands on the page that is looked at again."""
    sent = request.POST.get("why", "")
    try:
        by = acting_as_operator(request.user)
        who = learn_who(referral=found, why=Why(sent) if sent in set(Why) else None, by=by, at=at)
    except RingingRefused as refusal:
        context = referral_context(request, found, at=at, refusal=str(refusal))
        return page(request, "referrals/board_referral.jinja", context, status=REFUSED)
    context = referral_context(request, found, at=at, refusal=NOT_NAMED if who is None else "", who=who or ())
    return page(request, "referrals/board_referral.jinja", context, status=REFUSED if who is None else 200)


def paper_page(request: SignedInRequest, found: Referral, *, at: datetime) -> HttpResponse:
    """The words to print for who signs on paper. The coordinator reads no name on them (S18)."""
    places = chosen_places(public_ids=[request.POST.get("place", "")])
    if not places:
        raise Http404
    words = consent_words(
        referral=found, facility=places[0], language=found.language, way=Signing.ON_PAPER, is_named=False
    )
    context = {"referral": found, "place": places[0], "consent": words, **around(request)}
    context["sheet"] = paper_sheet(request, words, place=places[0], at=at)
    return page(request, "referrals/board_paper.jinja", context)


def picked_page(request: SignedInRequest, referral: Referral, picked: Picked, *, at: datetime) -> HttpResponse:
    """The code stands on this answer alone: no page shows it again."""
    context = {"referral": referral, "place": picked.place, "code": picked.code, "is_asked": picked.is_asked}
    context["is_at_desk"] = not picked.code and way_to(picked.place) is Way.DESK
    return page(request, "referrals/board_picked.jinja", context | called_at(picked.place, at=at) | around(request))


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def call_sheet(request: SignedInRequest, referral: str, question: str) -> HttpResponse:
    """What to say on the telephone, and what was said: no name is on it (S21)."""
    at = timezone.now()
    found = question_on(referral, question, at=at)
    if request.method != "POST":
        return sheet(request, found, at=at)
    form, who = AnswerForm.from_post(request.POST), {"user": request.user, "by": acting_as_operator(request.user)}
    try:
        if "nobody" in request.POST:
            nobody_picked_up(referral=found.referral, facility=found.facility, at=at, **who)
        else:
            name = request.POST.get("spoke_with", "")
            answer_by_telephone(question=found, spoke_with_whom=name, at=at, given=form.given(), **who)
    except (AnswerRefused, RingingRefused) as refusal:
        found.refresh_from_db()
        return sheet(request, found, at=at, form=form, refused=str(refusal))
    say(request, SAVED)
    return HttpResponseRedirect(reverse("desk-referrals-one", args=[referral]))


def question_on(referral: str, question: str, *, at: datetime) -> Question:
    found = referral_called(public_id=referral, at=at)
    row = questions_of(referral=found).filter(public_id=question).first() if found else None
    if row is None:
        raise Http404
    return row


def sheet(
    request: HttpRequest, question: Question, *, at: datetime, form: AnswerForm | None = None, refused: str = ""
) -> HttpResponse:
    context = question_context(question, at=at, form=form) | called_at(question.facility, at=at)
    context |= {**around(request), "refusal": refused, "wrong": FIELDS.get(refused, ""), "referral": question.referral}
    language = language_of(request.path_info)
    context |= {"tried": tried_words(question.referral, question.facility, at=at, language=language)}
    context |= {"spoke_with": request.POST.get("spoke_with", "")[:LONGEST_SHOWN]}
    return page(request, "referrals/board_call.jinja", context, status=REFUSED if refused else 200)
