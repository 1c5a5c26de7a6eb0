"""A server that runs while a backup is put back shows nobody anything: people who were erased may be readable (S34)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from handrail.config.safe_keeping.unfinished import UnfinishedRestore, check_none_is_unfinished
from handrail.web.error_pages import told
from handrail.web.page_context import is_demonstration
from handrail.web.problems import CLOSED

MINUTES = 10  # a restore takes some; product choice


def closed_meanwhile(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one look at a folder for each request, and none at the database while it is being replaced."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            check_none_is_unfinished()
        except UnfinishedRestore:
            return closed(request)
        return get_response(request)

    return answer


def closed(request: HttpRequest) -> HttpResponse:
    is_demonstration.keep()
    response = told(request, "web/errors/closed.jinja", CLOSED)
    response.headers["Retry-After"] = str(MINUTES * 60)
    response.headers["Cache-Control"] = "no-store"
    return response
