"""Whose key was sent. Only what writes asks for one: searches know nobody."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from handrail.accounts.api_keys.queries import key_sent
from handrail.accounts.domain.api_keys import Scope
from handrail.accounts.models import ApiKey
from handrail.interop.api import api
from handrail.interop.calls import SECONDS
from handrail.interop.problem_kinds import KEY_REFUSED
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.problems import problem, too_often_problem

A_TENTH = 10
CHALLENGE = {"WWW-Authenticate": "Bearer"}


class ProgramKey(HttpBearer):
    """`Authorization: Bearer hrk_…`. None of it is ever logged, and nothing else of a request says who it is."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        at = request.asked_at  # type: ignore[attr-defined]
        check_limit(limit(), request, at=at)
        return key_sent(secret=token.strip(), scope=self.scope, at=at)


def limit() -> Limit:
    """Before anything is hashed. A system tells a few times an hour: a tenth of what searches get is plenty."""
    return Limit("api keys", most=max(1, settings.API_PER_MINUTE // A_TENTH), seconds=SECONDS)


def key_refused() -> HttpResponse:
    """None sent, unknown, expired, revoked, of an organization that ended: the same bytes."""
    return problem(KEY_REFUSED, headers=CHALLENGE)


@api.exception_handler(AuthenticationError)
def refuse_key(request: HttpRequest, error: Any) -> HttpResponse:
    return key_refused()


@api.exception_handler(TooOften)
def refuse_too_often(request: HttpRequest, refusal: Any) -> HttpResponse:
    return too_often_problem(refusal.wait)
