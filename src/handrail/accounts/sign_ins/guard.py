"""At each request behind a door: is this browser still signed in, and what must it answer or make first?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from handrail.accounts.domain.sign_in_terms import Terms, is_to_be_noted
from handrail.accounts.models import SignIn
from handrail.accounts.sign_ins.access import with_next
from handrail.accounts.sign_ins.actions import note_seen
from handrail.accounts.sign_ins.handed_screens import is_kept_from
from handrail.accounts.sign_ins.queries import live_sign_in
from handrail.kernel.busy_database import not_waiting
from handrail.web.doors import is_behind_a_door

SIGN_IN = "sign_in"  # the session's entry that names the row


class SignInGuard:
    """A session without a live sign-in is a stranger's, from this request on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sign_in = None  # type: ignore[attr-defined]
        if is_behind_a_door(request) and SESSION_KEY in request.session:
            request.sign_in = admitted(request, at=timezone.now())  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *arguments: Any) -> HttpResponse | None:
        sign_in = request.sign_in  # type: ignore[attr-defined]
        if sign_in is None:
            return None
        if not getattr(view, "is_polled", False):
            note(sign_in, at=timezone.now())
        is_leaving = request.user.hidden_at is not None  # type: ignore[union-attr]
        if is_leaving and not getattr(view, "is_open_while_leaving", False):
            return redirect("deletion-asked")
        if must_make_a_second_factor(sign_in) and not getattr(view, "is_open_before_second_factor", False):
            return redirect("second-factor")
        if is_kept_from(request) and not getattr(view, "is_open_while_handed", False):
            return redirect(with_next(request, "confirm"))
        return None


def admitted(request: HttpRequest, *, at: datetime) -> SignIn | None:
    user = request.user
    found = None
    if user.is_authenticated:
        found = live_sign_in(user=user, public_id=request.session.get(SIGN_IN, ""), at=at)
    if found is None:
        request.session.flush()
        request.user = AnonymousUser()
    return found


def note(sign_in: SignIn, *, at: datetime) -> None:
    """While an import holds the database nobody waits for this: the next act notes it."""
    if not is_to_be_noted(Terms(sign_in.terms), seen_at=sign_in.seen_at, at=at):
        return
    try:
        with not_waiting():
            note_seen(sign_in=sign_in, at=at)
    except OperationalError:
        return


def must_make_a_second_factor(sign_in: SignIn) -> bool:
    return sign_in.is_staff and not sign_in.has_second_factor
