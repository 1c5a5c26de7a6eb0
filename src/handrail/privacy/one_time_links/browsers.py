"""By what a browser that claimed a link is known again; the cookie itself is `web.link_browsers` (S15)."""

from django.http import HttpRequest

from handrail.privacy.one_time_links.actions import new_browser_secret
from handrail.web.link_browsers import browser_of, remember

__all__ = ["browser_of", "browser_or_new", "remember"]


def browser_or_new(request: HttpRequest) -> str:
    return browser_of(request) or new_browser_secret()
