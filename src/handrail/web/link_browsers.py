"""Knows the browser again that claimed a one-time link: by a cookie of that link's own address (S15)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from handrail.web.language import language_of


def browser_of(request: HttpRequest) -> str:
    """The secret it was given, or nothing."""
    return request.COOKIES.get(f"link-{language_of(request.path_info)}", "")


def remember(request: HttpRequest, response: HttpResponse, browser: str) -> None:
    """In a cookie that is sent to this address alone, in either language, and ends with the browser."""
    match = request.resolver_match
    assert match is not None, "a view was found by it"
    for language, _ in settings.LANGUAGES:
        with override(language):
            path = reverse(match.view_name, kwargs=match.kwargs)
        response.set_cookie(
            f"link-{language}",
            browser,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
