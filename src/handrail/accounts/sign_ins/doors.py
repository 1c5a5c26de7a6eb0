"""The limiter at the doors where somebody could guess (S12). Raises `TooOften`, which is answered by a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.accounts.domain.guessing import (
    FOR_ONE_CODE,
    FOR_ONE_NAME,
    MOST_PRESSURE,
    PRESSURE_SECONDS,
    Allowance,
    allowance_under,
)
from handrail.accounts.domain.handles import seen_alike
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import Limit, TooOften, Use, check_limit, check_limit_of_all, pressure_on


@dataclass(frozen=True)
class Try:
    """What one try used up."""

    uses: tuple[Use, ...]

    def was_right(self) -> None:
        """No guess, so nothing is counted: staff sign in and confirm all day long, from one address."""
        for use in self.uses:
            use.give_back()


def check_door(door: str, request: HttpRequest, *, handle: str = "", at: datetime) -> Try:
    """Counts one try before anything is looked up or hashed."""
    pressure = pressure_on(door, request, most_of_one=MOST_PRESSURE, seconds=PRESSURE_SECONDS, at=at)
    uses = [check_limit(limit(door, allowance_under(pressure)), request, at=at)]
    if handle:
        uses += [check_limit(limit(f"{door}: name", FOR_ONE_NAME), request, at=at, about=seen_alike(handle))]
    return Try(tuple(uses))


def check_codes_of(account: str, *, at: datetime) -> Try:
    """From whatever network: who comes so far knows the password already, so the name alone does not close it."""
    return Try((check_limit_of_all(limit("six digits", FOR_ONE_CODE), about=account, at=at),))


def limit(door: str, allowance: Allowance) -> Limit:
    return Limit(door, most=allowance.tries, seconds=allowance.seconds)


def with_patience(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that keeps a limit: past it, a page says for how many minutes to wait, and the ways on."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften as refusal:
            known = {"is_signed_in": request.sign_in is not None}  # type: ignore[attr-defined]
            return too_often(request, refusal, template="accounts/too_often.jinja", context=known)

    return limited
