"""The limiter at the doors where somebody could guess (S12). Raises `TooOften`, which is answered by a page."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.accounts.domain.guessing import (
    FOR_ONE_CODE,
    FOR_ONE_NAME,
    PRESSURE_SECONDS,
    Allowance,
    allowance_under,
)
from handrail.accounts.domain.handles import seen_alike
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import Limit, TooOften, check_limit, check_limit_of_all, count_for_all


def check_door(door: str, request: HttpRequest, *, handle: str = "", at: datetime) -> None:
    """Counts one try before anything is looked up or hashed."""
    pressure = count_for_all(Limit(f"{door}: all", most=0, seconds=PRESSURE_SECONDS), at=at)
    check_limit(limit(door, allowance_under(pressure)), request, at=at)
    if handle:
        check_limit(limit(f"{door}: name", FOR_ONE_NAME), request, at=at, about=seen_alike(handle))


def check_codes_of(account: str, *, at: datetime) -> None:
    """From whatever network: who comes so far knows the password already, so the name alone does not close it."""
    check_limit_of_all(limit("six digits", FOR_ONE_CODE), about=account, at=at)


def limit(door: str, allowance: Allowance) -> Limit:
    return Limit(door, most=allowance.tries, seconds=allowance.seconds)


def with_patience(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that keeps a limit: past it, a page says for how many seconds to wait."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften as refusal:
            return too_often(request, refusal)

    return limited
