"""Where the link in a question leads: a program answers without an account, in under a minute (S15, S21).

By GET nothing is looked up, so the page is the same for every address, true or guessed, and a mail scanner that opens
it uses nothing up. The first press claims the link for this browser and shows the question; the second answers.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.accounts.sign_ins.doors import check_door
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.one_time_links.actions import LinkRefused, claim_link
from handrail.privacy.one_time_links.browsers import browser_or_new, known_again, remember
from handrail.referrals.answering.actions import answer_question, note_reached
from handrail.referrals.answering.answer_form import AnswerForm
from handrail.referrals.answering.queries import question_named, standing_now
from handrail.referrals.answering.question_page import SHOWN, question_context
from handrail.referrals.answering.words import THANKS, thanks_for
from handrail.referrals.asking.actions import ANSWER
from handrail.referrals.domain.questions import AnswerRefused, Way
from handrail.referrals.models import Question
from handrail.referrals.stopping.actions import stop_by_link
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import TooOften
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND, REFUSED = 404, 422
TEMPLATE = "referrals/answer.jinja"


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return known_again(request, closed_page(request))
    at = timezone.now()
    try:
        once = check_door(ANSWER, request, at=at)
        if "stop" in request.POST:
            stop_by_link(purpose=ANSWER, token=token, at=at)
            once.was_right()
            return stopped_page(request)
        browser = browser_or_new(request)
        link = claim_link(purpose=ANSWER, token=token, browser=browser, at=at)
        once.was_right()
        question = question_named(link.about)
        response = answered(request, question, by=Actor(ActorKind.LINK, link.public_id), at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except LinkRefused as refusal:
        return closed_page(request, refused=str(refusal))
    remember(request, response, browser)
    return response


def answered(request: HttpRequest, question: Question, *, by: Actor, at: datetime) -> HttpResponse:
    """Where there is nothing to read any more it says why; an answer is kept even then."""
    if "answer" not in request.POST:
        if (standing := standing_now(question, at=at)) not in SHOWN:
            return question_page(request, question, at=at, thanks=THANKS[standing])
        note_reached(question=question, at=at)
        return question_page(request, question, at=at)
    form = AnswerForm.from_post(request.POST)
    try:
        question = answer_question(question=question, way=Way.LINK, by=by, at=at, **form.given())
    except AnswerRefused as refusal:
        question = question_named(f"question:{question.public_id}")
        return question_page(request, question, at=at, form=form, refused=str(refusal))
    return question_page(request, question, at=at, thanks=thanks_for(question, at=at))


def question_page(request: HttpRequest, question: Question, *, at: datetime, **said: Any) -> HttpResponse:
    context = question_context(question, at=at, **said) | {"state": "open", "csrf": "", "sent": ()}
    return unkept(page(request, TEMPLATE, context, status=REFUSED if context["refused"] else 200))


def stopped_page(request: HttpRequest) -> HttpResponse:
    return unkept(page(request, TEMPLATE, {"state": "stopped", "refused": "", "sent": ()}))


def closed_page(request: HttpRequest, *, refused: str = "") -> HttpResponse:
    context = {"state": "closed", "refused": refused, "wrong": "", "sent": ()}
    return unkept(page(request, TEMPLATE, context, status=NOT_FOUND if refused else 200))


def unkept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
