"""The helper for people who do not know the words: five questions on one page, then what we understood."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages import plain_questions
from handrail.pages.five_answers import Answers
from handrail.pages.urgency import calm, urgent
from handrail.pages.views.carrying import reading_page
from handrail.pathways.queries import first_lines
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def help_me_choose(request: HttpRequest) -> HttpResponse:
    """All five on one page: nothing is lost between steps, and each may be left out but the place. Kept by nobody."""
    if request.method != "POST" or is_just_arriving(request):
        return questions(request, Answers())
    at = timezone.now()
    try:
        answers = sent_answers(request, at)
    except TokenRefused:
        return questions(request, Answers(), is_expired=True, status=UNPROCESSABLE)
    if "change" in request.POST:
        return questions(request, answers)
    if errors := answers.refusals(language_of(request.path_info)):
        return questions(request, answers.with_errors(errors), status=UNPROCESSABLE)
    return understood(request, answers, at)


def is_just_arriving(request: HttpRequest) -> bool:
    """From results, with the way back to them, and nothing answered yet."""
    return "search" in request.POST and not {"place", "answers"} & set(request.POST)


def sent_answers(request: HttpRequest, at: datetime) -> Answers:
    token = request.POST.get("answers")
    return Answers.from_post(request.POST) if token is None else Answers.from_token(token, at=at)


def questions(request: HttpRequest, answers: Answers, *, is_expired: bool = False, status: int = 200) -> HttpResponse:
    context = {"answers": answers, "questions": plain_questions, "is_expired": is_expired}
    shown = reading_page(request, "pages/five_questions.jinja", context)
    shown.status_code = status
    return shown


def understood(request: HttpRequest, answers: Answers, at: datetime) -> HttpResponse:
    search = answers.search()
    first = first_lines(answers.wanted.first, language_of(request.path_info), search.who)
    context = {
        "answers": answers,
        "wanted": answers.wanted,
        "urgent": urgent(first),
        "calm": calm(first),
        "carried": answers.token(at=at),
        "found": search.token(at=at),
    }
    return reading_page(request, "pages/five_answers.jinja", context)
