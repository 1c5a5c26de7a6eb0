"""By what a browser that claimed a link is known again; the cookie itself is `web.link_browsers` (S15).

It has its secret before its first press: where the answer to that press is lost on the way, it presses again.
"""

from django.http import HttpRequest, HttpResponse

from handrail.privacy.one_time_links.actions import new_browser_secret
from handrail.web.link_browsers import browser_of, remember

__all__ = ["browser_of", "browser_or_new", "known_again", "remember"]


def browser_or_new(request: HttpRequest) -> str:
    return browser_of(request) or new_browser_secret()


def known_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page before anything is opened. Looking claims nothing and is stored nowhere: the cookie alone remembers."""
    remember(request, response, browser_or_new(request))
    return response
