"""Every error a person can meet: what happened, what was kept, what to do. None of them needs a database."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from handrail.kernel.busy_database import is_busy
from handrail.web import problems
from handrail.web.limiting.limits import TooOften
from handrail.web.problems import ProblemKind, is_for_programs, problem
from handrail.web.rendering import page

METHOD_REFUSED, BUSY = 405, 503
SECONDS_TO_TRY_AGAIN = 10  # an import writes for a few seconds; product choice


def told(request: HttpRequest, template: str, kind: ProblemKind) -> HttpResponse:
    """A page to a person, a problem document to a program."""
    return problem(kind) if is_for_programs(request) else page(request, template, {"sent": ()}, status=kind.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also the page for a form too large, whose status the limit sets."""
    return told(request, "web/errors/400.jinja", problems.UNREADABLE)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return told(request, "web/errors/403.jinja", problems.REFUSED)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Behind a door: the sign-in is over, or another than the page was made for. Django's reason is not told."""
    context = {"sent": (), "is_signed_in": request.user.is_authenticated}
    return page(request, "web/errors/form_refused.jinja", context, status=problems.REFUSED.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return told(request, "web/errors/404.jinja", problems.NOTHING_HERE)


def failed(request: HttpRequest) -> HttpResponse:
    return told(request, "web/errors/500.jinja", problems.FAILED)


def too_often(
    request: HttpRequest,
    refusal: TooOften,
    *,
    template: str = "web/errors/429.jinja",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A view that keeps a limit answers with this."""
    if is_for_programs(request):
        return problems.too_often_problem(refusal.wait)
    told_here = {"minutes": refusal.minutes, "sent": (), **(context or {})}
    return later(page(request, template, told_here, status=429), refusal)


def later(response: HttpResponse, refusal: TooOften) -> HttpResponse:
    """A page that asks for patience, also told to what reads headers."""
    response.headers["Retry-After"] = str(refusal.wait)
    return response


def refused_methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django answers a method it does not take with an empty page; a person gets a full one."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != METHOD_REFUSED or response.content:
            return response
        kind = told(request, "web/errors/405.jinja", problems.METHOD_REFUSED)
        kind.headers["Allow"] = response.headers.get("Allow", "GET")
        return kind

    return answer


def busy_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what could not be kept because an import was writing is no fault, and can be sent again."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        is_page = isinstance(error, OperationalError) and is_busy(error) and not is_for_programs(request)
        return try_again(page(request, "web/errors/503.jinja", {"sent": ()})) if is_page else None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def try_again(response: HttpResponse) -> HttpResponse:
    """A page that says the database was busy. Nothing of the request was kept."""
    response.status_code = BUSY
    response.headers["Retry-After"] = str(SECONDS_TO_TRY_AGAIN)
    return response
