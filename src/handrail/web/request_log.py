"""One log line for each request: which view, how it went, how long it took. Never who, where from, or what (S9)."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("handrail.request")


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outermost of all. The id is ours and random: one from outside could carry anything into the log."""

    def answer(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        request.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]
        response = get_response(request)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        logger.info("request", extra={"ids": facts(request, response, time.perf_counter() - begun)})
        return response

    return answer


def facts(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, str | int | float]:
    """The view is named and not its address: a path holds what a person looked at."""
    known = {
        "request": request.request_id,  # type: ignore[attr-defined]
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    return known | ({"view": request.resolver_match.view_name} if request.resolver_match else {})
