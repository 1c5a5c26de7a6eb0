"""Every error a person can meet: what happened, what was kept, what to do. None of them needs a database."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from handrail.web.limiting.limits import TooOften
from handrail.web.rendering import page

METHOD_REFUSED = 405


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also the page for a form too large, whose status the limit sets."""
    return page(request, "web/errors/400.jinja", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "web/errors/403.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "web/errors/404.jinja", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return page(request, "web/errors/500.jinja", status=500)


def too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    """A view that keeps a limit answers with this."""
    response = page(request, "web/errors/429.jinja", {"wait": refusal.wait}, status=429)
    response.headers["Retry-After"] = str(refusal.wait)
    return response


def refused_methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django answers a method it does not take with an empty page; a person gets a full one."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != METHOD_REFUSED or response.content:
            return response
        kind = page(request, "web/errors/405.jinja", status=METHOD_REFUSED)
        kind.headers["Allow"] = response.headers.get("Allow", "GET")
        return kind

    return answer
