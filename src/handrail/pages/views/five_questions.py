"""The helper for people who do not know the words: five questions on one page, then what we understood."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
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
    language = language_of(request.path_info)
    if errors := answers.refusals(language):
        return questions(request, answers.with_errors(errors), status=UNPROCESSABLE)
    try:
        place = resolve_place(answers.place)
    except PlaceUnknown as unknown:
        return which_place(request, answers, unknown.text(language), unknown.suggestions, at)
    except PlaceAmbiguous as ambiguous:
        return which_place(request, answers, ambiguous.text(language), ambiguous.choices, at)
    return understood(request, answers.at_place(place.label), at)


def which_place(
    request: HttpRequest, answers: Answers, refusal: str, places: Sequence[Place], at: datetime
) -> HttpResponse:
    """Asked before anything is promised of it; the places it may be are there to press, with all answers kept."""
    more = {"places": places, "carried": answers.token(at=at)}
    return questions(request, answers.with_errors({"place": refusal}), more, status=UNPROCESSABLE)


def is_just_arriving(request: HttpRequest) -> bool:
    """From results, with the way back to them, and nothing answered yet."""
    return "search" in request.POST and not {"place", "answers"} & set(request.POST)


def sent_answers(request: HttpRequest, at: datetime) -> Answers:
    token = request.POST.get("answers")
    if token is None:
        return Answers.from_post(request.POST)
    answers = Answers.from_token(token, at=at)
    return answers.at_place(request.POST["place"]) if "place" in request.POST else answers


def questions(
    request: HttpRequest,
    answers: Answers,
    more: Mapping[str, Any] = MappingProxyType({}),
    *,
    is_expired: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"answers": answers, "questions": plain_questions, "is_expired": is_expired, "places": (), **more}
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
