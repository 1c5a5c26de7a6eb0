"""Forms that a stranger may send without a cookie (S3): judged by where the browser says they come from.

A forged form is harmful where an answer changes something for the person who is signed in. A stateless form knows
nobody. Most only show an answer, so the worst a forged one can do is to show its sender's own in the visitor's window;
all the same the origin is checked, so that no other site can drive our pages. A browser too old to send `Origin` or
`Sec-Fetch-Site` is let through there: refusing it would shut out the cheap phones this is for.

A form that writes (a tap, a reported problem) stores nothing about the visitor, but it stores something: another site
must not spend its visitors' taps on us. There such a browser must at least say, by `Referer`, that it was on our page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FROM_ELSEWHERE = "This form was sent from another site, so it was not read."
OUR_OWN = frozenset({"same-origin", "none"})  # "none": the person's own reload or restored tab, never another site


class FormRefused(PermissionDenied):
    """The message may be shown to the person who sent the form."""


def stateless_form(view: View) -> View:
    """Marks a public view that takes a POST, needs no cookie and stores nothing."""
    return marked(view, check_sent_from_here)


def stateless_form_that_writes(view: View) -> View:
    """Marks one that counts or keeps what was sent, and still nothing about the visitor."""
    return marked(view, check_known_to_be_from_here)


def marked(view: View, check_sender: Callable[[HttpRequest], None]) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            check_sender(request)
            check_readable(request)
        return view(request, *args, **kwargs)

    exempt: View = csrf_exempt(checked)
    exempt.is_stateless_form = True  # type: ignore[attr-defined]
    return exempt


def is_stateless_form(view: View) -> bool:
    return getattr(view, "is_stateless_form", False)


def stateless_call(view: View) -> View:
    """Marks a view of the API. Any site may call it, so where a call comes from is not asked.

    A form is judged by its origin because its answer is a page of ours in a visitor's window. An answer of the API is
    shown by nobody but the program that asked; it needs no cookie and is the same for everybody. What writes takes a
    key that its caller sends along by hand: no browser adds one by itself, so there is nothing for a site to borrow.
    """
    view.is_stateless_call = True  # type: ignore[attr-defined]
    return view


def takes_posts_from_strangers(view: View) -> bool:
    return is_stateless_form(view) or getattr(view, "is_stateless_call", False)


def check_sent_from_here(request: HttpRequest) -> None:
    """Refuses a form that the browser says was sent by another site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OUR_OWN:
        raise FormRefused(FROM_ELSEWHERE)
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        raise FormRefused(FROM_ELSEWHERE)


def check_known_to_be_from_here(request: HttpRequest) -> None:
    """As above; a browser that says nothing of sites must have come from a page of ours. Only the host is compared:
    behind a proxy that ends TLS the scheme may be another, and a port counts as part of the host."""
    check_sent_from_here(request)
    if "Origin" in request.headers or "Sec-Fetch-Site" in request.headers:
        return
    if host_of(request.headers.get("Referer", "")) != request.get_host().lower():
        raise FormRefused(FROM_ELSEWHERE)


def host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def check_readable(request: HttpRequest) -> None:
    """Refuses NUL, which no keyboard types and PostgreSQL cannot hold."""
    for name, values in request.POST.lists():
        if "\x00" in name or any("\x00" in value for value in values):
            raise BadRequest("This form holds a character that cannot be read.")
