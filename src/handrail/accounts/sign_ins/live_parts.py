"""What an open page asks for by itself: no act of the person, and never another page in its place (S5)."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from handrail.accounts.sign_ins.marks import polled
from handrail.web.language import language_of
from handrail.web.translation import mark, translate

View = Callable[..., HttpResponse]

MARK = "Live-Mark"  # the header by which the open page knows an answer as ours, and whether it holds anything new
SIGNED_OUT, GONE = mark("You are signed out."), mark("You cannot see this any more.")
UNAUTHENTICATED, NOT_FOUND = 401, 404


def live_part(view: View) -> View:
    """Stands before whatever asks who somebody is: where that sends people on to a page, this says so in one line."""

    @polled
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return refused(request, SIGNED_OUT, UNAUTHENTICATED)
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return refused(request, GONE, NOT_FOUND)

    return answered


def refused(request: HttpRequest, words: str, status: int) -> HttpResponse:
    told = translate(words, language_of(request.path_info))
    return HttpResponse(told, status=status, content_type="text/plain; charset=utf-8")


def marked(response: HttpResponse, mark_of_page: str) -> HttpResponse:
    response.headers[MARK] = mark_of_page
    return response


def live_mark(*facts: object) -> str:
    """Of what a page tells, without its clocks: another one where something is new."""
    return sha256(repr(facts).encode()).hexdigest()[:16]
