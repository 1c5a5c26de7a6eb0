"""By what a browser that claimed a link is known again: a cookie of the link's own address, and of no other (S15)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from handrail.privacy.one_time_links.actions import new_browser_secret
from handrail.web.language import language_of


def cookie_of(request: HttpRequest) -> str:
    return f"link-{language_of(request.path_info)}"


def browser_of(request: HttpRequest) -> str:
    """What this browser keeps already, or nothing."""
    return request.COOKIES.get(cookie_of(request), "")


def browser_or_new(request: HttpRequest) -> str:
    return browser_of(request) or new_browser_secret()


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
