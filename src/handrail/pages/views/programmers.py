"""The page for people who write programs: how to call the API, its words, what it promises, and its errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.directory.open_places.queries import shelf_life
from handrail.interop.problem_kinds import KINDS
from handrail.pages.api_words import capacity_tables, code_tables, filter_tables, path_words
from handrail.pages.views.carrying import reading_page
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def programmers(request: HttpRequest) -> HttpResponse:
    language = language_of(request.path_info)
    context = {
        "origin": f"{request.scheme}://{request.get_host()}",  # a host that this installation answers for
        "per_minute": settings.API_PER_MINUTE,
        "kinds": KINDS,
        "path_words": path_words(language),
        "filter_tables": filter_tables(language),
        "capacity_tables": capacity_tables(language),
        "hours": f"{shelf_life().total_seconds() / 3600:g}",
        "code_tables": code_tables(language),
    }
    return reading_page(request, "pages/programmers.jinja", context)
