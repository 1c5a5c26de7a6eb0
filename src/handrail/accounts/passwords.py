"""Hashing passwords with the same work whether or not there is somebody to check (S13)."""

import secrets
from functools import cache

from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from handrail.accounts.domain.passwords import PasswordRefused, check_password_is_good
from handrail.accounts.models import User


def is_password_of(user: User | None, password: str) -> bool:
    """One hash in every case: without an account, or without a password, the decoy's is checked and never matches."""
    encoded = decoy()  # first, so that also a process's first caller does equal work
    has_password = user is not None and is_password_usable(user.password)
    if user is not None and has_password:
        encoded = user.password
    return check_password(password, encoded) and has_password


@cache
def decoy() -> str:
    """The hash of a password that nobody knows, made as strong as everybody's when the process first needs it."""
    return make_password(secrets.token_urlsafe(32))


def check_new_password(password: str, *, handle: str) -> None:
    """Raises `PasswordRefused`."""
    check_password_is_good(password, handle=handle, common=common_passwords())


def refusal_of_new_password(password: str, *, handle: str) -> PasswordRefused | None:
    """The same as an answer, where something else is refused already and one reading should tell both."""
    try:
        check_new_password(password, handle=handle)
    except PasswordRefused as refusal:
        return refusal
    return None


@cache
def common_passwords() -> frozenset[str]:
    """The 20,000 most used, which Django brings."""
    return frozenset(CommonPasswordValidator().passwords)


class OurRules:
    """The same rules where Django asks for validators: `handrail createsuperuser`."""

    def validate(self, password: str, user: User | None = None) -> None:
        try:
            check_new_password(password, handle=user.get_username() if user else "")
        except PasswordRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def get_help_text(self) -> str:
        return "At least 12 letters, not often used by others, without your name."
