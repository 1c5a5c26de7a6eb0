"""A program that calls without TLS is refused. Sent on to https it would work, and nobody would notice for years that
what it sends can be read on the way. People are sent on: they typed an address."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.web.problems import REFUSED, is_for_programs, problem


def plain_calls(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before the one that sends people on."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and is_for_programs(request) and not request.is_secure():
            return problem(REFUSED)
        return get_response(request)

    return answer
