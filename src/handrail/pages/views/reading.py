"""Pages that are read: home, crisis help, leaving, the order of results."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from handrail.learn.reading.queries import pages_called
from handrail.pages import choices
from handrail.pages.forms import Search
from handrail.pages.ordering_table import care_ordering_table, ordering_table
from handrail.pages.views.carrying import reading_page
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

QUESTIONS = ("what-it-is", "detox", "staying-off", "family-and-friends", "naloxone", "paying")  # of health pages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    questions = pages_called(QUESTIONS, language=language_of(request.path_info))
    return page(request, "pages/home.jinja", {"form": Search(), "choices": choices, "questions": questions})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def crisis(request: HttpRequest) -> HttpResponse:
    return reading_page(request, "pages/crisis.jinja", {})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    return reading_page(request, "pages/leaving.jinja", {})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def ordering(request: HttpRequest) -> HttpResponse:
    language = language_of(request.path_info)
    context = {"rows": ordering_table(language), "care_rows": care_ordering_table(language)}
    return reading_page(request, "pages/ordering.jinja", context)
