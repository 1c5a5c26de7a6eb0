"""A code as it is typed: six digits of an app, or a recovery code in the same field."""

from django.http import HttpRequest
from django.utils import timezone

from handrail.accounts.domain.totp import plain_code
from handrail.accounts.models import User
from handrail.accounts.second_factors.actions.authenticator_apps import take_code
from handrail.accounts.second_factors.actions.recovery_codes import spend_recovery_code
from handrail.accounts.sign_ins.beginning import LONGEST
from handrail.accounts.sign_ins.doors import check_codes_of, check_door


def is_code_of(user: User, request: HttpRequest, *, door: str) -> bool:
    """Raises `TooOften`. Recovery codes are too long to guess, so they open also while six digits must wait."""
    at, typed = timezone.now(), request.POST.get("code", "")[:LONGEST]
    tries = [check_door(door, request, at=at)]
    if plain_code(typed):
        tries += [check_codes_of(user.public_id, at=at)]
        is_right = take_code(user=user, code=typed, at=at)
    else:
        is_right = spend_recovery_code(user=user, code=typed, at=at)
    if is_right:
        for each in tries:
            each.was_right()
    return is_right
