"""What every page knows: its twin in the other language, and whether the data here are a demonstration."""

import time
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject

from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.web.doors import is_behind_a_door
from handrail.web.language import twin_path

REMEMBERED_SECONDS = 5


class DemonstrationMemo:
    """Asks the database once in five seconds, since every page does. Without one it keeps its last answer."""

    def __init__(self) -> None:
        self.until = 0.0
        self.answer = False

    def __call__(self) -> bool:
        now = time.monotonic()
        if now >= self.until:
            self.answer, self.until = self._ask(), now + REMEMBERED_SECONDS
        return self.answer

    def keep(self) -> None:
        """For a page that must not ask: the database may not answer for minutes."""
        self.until = time.monotonic() + REMEMBERED_SECONDS

    def forget(self) -> None:
        self.until = 0.0

    def _ask(self) -> bool:
        try:
            return current_kind() is InstallationKind.DEMONSTRATION
        except DatabaseError:
            return self.answer


is_demonstration = DemonstrationMemo()


def about_page(request: HttpRequest) -> dict[str, Any]:
    is_read = request.method in ("GET", "HEAD")
    return {
        "is_demonstration": is_demonstration(),
        "twin": twin_path(request.path_info),
        "search": None,
        "kept_for": "paths",  # which results the search is of
        "kept_fields": (),
        "is_private": request.method == "POST",  # what somebody sent stands in the answer: Back must not show it again
        "signed_in": who_is_signed_in(request),
        "is_part": False,  # a page that is asked for again by itself, of which the part that changes is taken
        "sent": SimpleLazyObject(lambda: sent_fields(request)),  # an error page must not read a form that was too large
        "here": request.resolver_match.view_name if request.resolver_match else None,
        "csrf": SimpleLazyObject(lambda: get_token(request)),  # a page without a form of its session begins none
        "is_twin_read": request.resolver_match is not None and (is_read or not is_behind_a_door(request)),
        "can_be_twinned": is_read and request.resolver_match is not None,
    }


@dataclass(frozen=True)
class SignedIn:
    """Whom a page behind a door names, and where others use the device too, how long it may stay untouched."""

    handle: str
    untouched_seconds: int | None


def who_is_signed_in(request: HttpRequest) -> SignedIn | None:
    """And still is, when the page is made: who has just signed out is a stranger on the page that says so."""
    sign_in = getattr(request, "sign_in", None)
    if sign_in is None or not request.user.is_authenticated:
        return None
    lasts = sign_in.untouched_screen_lasts
    return SignedIn(request.user.get_username(), int(lasts.total_seconds()) if lasts else None)


def sent_fields(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """What was posted, to be posted once more to the twin: so the language changes and nothing typed is lost (S2).

    A page whose sending changed something says otherwise, so that a change of language never does it twice.
    """
    if request.method != "POST" or request.resolver_match is None or is_behind_a_door(request):
        return ()
    return tuple((name, value) for name, values in request.POST.lists() for value in values)
