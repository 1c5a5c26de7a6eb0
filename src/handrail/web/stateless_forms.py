"""Forms that a stranger may send without a cookie (S3): judged by where the browser says they come from.

A forged form is harmful where an answer changes something for the person who is signed in. A stateless form changes
nothing and knows nobody, so the worst a forged one can do is to show its sender's own answer in the visitor's window.
The origin is checked all the same, so that no other site can drive our pages. A browser too old to send either
header is let through: refusing it would shut out the cheap phones this is for, and there is nothing to protect.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_OWN = frozenset({"same-origin", "none"})  # "none": the person's own reload or restored tab, never another site


class FormRefused(PermissionDenied):
    """The message may be shown to the person who sent the form."""


def stateless_form(view: View) -> View:
    """Marks a public view that takes a POST, needs no cookie and stores nothing about the visitor."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            check_sent_from_here(request)
            check_readable(request)
        return view(request, *args, **kwargs)

    marked: View = csrf_exempt(checked)
    marked.is_stateless_form = True  # type: ignore[attr-defined]
    return marked


def is_stateless_form(view: View) -> bool:
    return getattr(view, "is_stateless_form", False)


def stateless_call(view: View) -> View:
    """Marks a view of the API. Any site may call it, so where a call comes from is not asked.

    A form is judged by its origin because its answer is a page of ours in a visitor's window. An answer of the API is
    shown by nobody but the program that asked; it needs no cookie, changes nothing, and is the same for everybody.
    """
    view.is_stateless_call = True  # type: ignore[attr-defined]
    return view


def takes_posts_from_strangers(view: View) -> bool:
    return is_stateless_form(view) or getattr(view, "is_stateless_call", False)


def check_sent_from_here(request: HttpRequest) -> None:
    """Refuses a form that the browser says was sent by another site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OUR_OWN:
        raise FormRefused("This form was sent from another site, so it was not read.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        raise FormRefused("This form was sent from another site, so it was not read.")


def check_readable(request: HttpRequest) -> None:
    """Refuses NUL, which no keyboard types and PostgreSQL cannot hold."""
    for name, values in request.POST.lists():
        if "\x00" in name or any("\x00" in value for value in values):
            raise BadRequest("This form holds a character that cannot be read.")
