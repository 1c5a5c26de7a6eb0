"""The page for people who write programs: how to call the API, what it promises, and each of its errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.interop.problem_kinds import KINDS
from handrail.pages.views.carrying import reading_page
from handrail.web.stateless_forms import stateless_form


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def programmers(request: HttpRequest) -> HttpResponse:
    context = {
        "origin": f"{request.scheme}://{request.get_host()}",  # a host that this installation answers for
        "per_minute": settings.API_PER_MINUTE,
        "kinds": KINDS,
    }
    return reading_page(request, "pages/programmers.jinja", context)
