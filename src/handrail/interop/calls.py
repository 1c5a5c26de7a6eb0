"""What holds for every call of the API, whichever it is: limits, methods, parameters, HEAD and OPTIONS."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.interop.problem_kinds import FIELD_REFUSED
from handrail.interop.refusals import MOST_TOLD, UNKNOWN_PARAMETER, told_field
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.problems import METHOD_REFUSED, problem, too_often_problem
from handrail.web.stateless_forms import stateless_call
from handrail.web.translation import ENGLISH, translate

View = Callable[..., HttpResponse]
SECONDS = 60
AT_A_TIME, A_THOUSANDTH = 30, 1_000  # a busy network asks the database for thirty permits at once, or for more of many
NO_CONTENT = 204


def open_call(view: View, *, parameters: frozenset[str] | None = frozenset()) -> View:
    """The view as the world may call it. Whatever is searched for stands in the body, so few have parameters.

    None: whatever they are, something else is to be said.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return options(view(request, *args, **kwargs))
        request.asked_at = timezone.now()  # type: ignore[attr-defined]
        try:
            check_limit(limit(), request, at=request.asked_at)  # type: ignore[attr-defined]
        except TooOften as refusal:
            return too_often_problem(refusal.wait)
        if request.GET and parameters is not None and (refused := parameters_refused(request, parameters)):
            return refused
        return method_told(as_get(view, request, *args, **kwargs))

    return stateless_call(answered)


def limit() -> Limit:
    most = settings.API_PER_MINUTE
    return Limit("api", most=most, seconds=SECONDS, batch=max(1, min(AT_A_TIME, most), most // A_THOUSANDTH))


def as_get(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """HEAD is answered like GET; the server sends the headers alone."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


def options(refusal: HttpResponse) -> HttpResponse:
    return HttpResponse(status=NO_CONTENT, headers={"Allow": allowed(refusal)})


def method_told(response: HttpResponse) -> HttpResponse:
    if response.status_code != METHOD_REFUSED.status:
        return response
    return problem(METHOD_REFUSED, headers={"Allow": allowed(response)})


def allowed(refusal: HttpResponse) -> str:
    """The methods of the view's own refusal, and those that are answered here for all of them."""
    named = [name.strip() for name in refusal.headers.get("Allow", "").split(",") if name.strip()]
    return ", ".join(sorted({*named, *(["HEAD"] if "GET" in named else []), "OPTIONS"}))


def parameters_refused(request: HttpRequest, known: frozenset[str]) -> HttpResponse | None:
    """An unknown parameter is a mistake, and one in a search could be what nobody must see in an address."""
    wrong = sorted(name for name in request.GET if name not in known or len(request.GET.getlist(name)) > 1)
    errors = [
        told_field((name,), "unknown_parameter", translate(UNKNOWN_PARAMETER, ENGLISH)) for name in wrong[:MOST_TOLD]
    ]
    return problem(FIELD_REFUSED, errors=errors) if wrong else None
