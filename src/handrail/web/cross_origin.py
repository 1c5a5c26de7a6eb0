"""Programs on other sites may read the API and the lists of meetings, and nothing else here.

What it answers is public and the same for everybody: it knows no cookie and no sign-in, so there is nobody whose rights
another site could borrow. `*` also makes browsers refuse to send credentials along. `Authorization` is not among the
headers they may send: a program's key belongs on its server, and in no page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from handrail.web.problems import is_for_programs

NO_CONTENT = 204
ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, X-Request-Id",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "7200",  # the longest that browsers honor
}


def cross_origin(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. It stands outside of the limits, so that a program in a browser can read every refusal too."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_for_programs(request):
            return get_response(request)
        response = (
            HttpResponse(status=NO_CONTENT, headers=PREFLIGHT) if is_preflight(request) else get_response(request)
        )
        for name, value in ALWAYS.items():
            response.headers[name] = value
        return response

    return answer


def is_preflight(request: HttpRequest) -> bool:
    """A browser's question before the request itself, whatever lies at the address."""
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
