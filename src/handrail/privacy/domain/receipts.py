"""Receipts without an account: how a number is written and read, and how long who guesses one must wait (S16).

Who gave a request without an account comes back with sixteen digits, so that the paper looks like a telephone card. The
first six find the receipt, the other ten prove that it is theirs. A wrong try is counted for the six digits, whether or
not there is such a receipt. From the fourth on each brings a pause, which ends by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.web.translation import mark

LOCATOR_DIGITS, SECRET_DIGITS, GROUP = 6, 10, 4
NUMBER_DIGITS = LOCATOR_DIGITS + SECRET_DIGITS
SHORTEST_PIN, LONGEST_PIN = 4, 8
LONGEST_TYPED = 100  # signs: nobody types more between sixteen digits
DIGITS = frozenset("0123456789")
FULLWIDTH = {ord("\N{FULLWIDTH DIGIT ZERO}") + digit: str(digit) for digit in range(10)}
DASHES = frozenset(
    "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
)


@dataclass(frozen=True)
class HashCost:
    """What one try costs whoever makes it: memory, passes over it, lanes."""

    kibibytes: int
    passes: int
    lanes: int


# Argon2id "with a minimum configuration of 19 MiB of memory, an iteration count of 2, and 1 degree of parallelism":
# OWASP Password Storage Cheat Sheet.
COST = HashCost(kibibytes=19 * 1024, passes=2, lanes=1)


@dataclass(frozen=True)
class Pause:
    """How long nobody may try a locator, from so many wrong tries on."""

    from_wrong: int
    lasts: timedelta


# Product choices. Three slips of a hand cost nothing. The longest leaves 24 tries a day: tests show what they find.
PAUSES = (
    Pause(0, timedelta(0)),
    Pause(4, timedelta(minutes=1)),
    Pause(5, timedelta(minutes=5)),
    Pause(6, timedelta(minutes=15)),
    Pause(8, timedelta(hours=1)),
)
FORGOTTEN_AFTER = timedelta(days=1)  # without a wrong try, for known and unknown locators alike


class PinRefused(Exception):
    """The message may be shown to the person who chose it."""


@dataclass(frozen=True)
class TypedNumber:
    """A number that could be one of ours."""

    locator: str
    secret: str


@dataclass(frozen=True)
class Tries:
    """How often a locator was tried wrongly in a row, and when last."""

    wrong: int
    last_at: datetime


def read_number(typed: str) -> TypedNumber | None:
    """None for whatever cannot be a number of ours."""
    digits = read_digits(typed)
    if digits is None or len(digits) != NUMBER_DIGITS:
        return None
    return TypedNumber(digits[:LOCATOR_DIGITS], digits[LOCATOR_DIGITS:])


def read_pin(typed: str) -> str | None:
    """Empty where none was typed; None for whatever cannot be a PIN."""
    digits = read_digits(typed)
    is_pin = digits is not None and (not digits or SHORTEST_PIN <= len(digits) <= LONGEST_PIN)
    return digits if is_pin else None


def read_digits(typed: str) -> str | None:
    """Spaces, dashes and the wide digits of East Asian keyboards are forgiven, and nothing else."""
    if len(typed) > LONGEST_TYPED:
        return None
    plain = "".join(sign for sign in typed.translate(FULLWIDTH) if not (sign.isspace() or sign in DASHES))
    return plain if DIGITS.issuperset(plain) else None


def check_pin(typed: str) -> str:
    """The PIN that somebody chose, or none. Raises `PinRefused`."""
    pin = read_pin(typed)
    if pin is None:
        raise PinRefused(mark("A PIN has 4 to 8 digits and nothing else."))
    return pin


def in_groups(number: str) -> str:
    """As it is shown and read aloud: 1234 5678 9012 3456."""
    return " ".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))


def standing(tries: Tries, *, at: datetime) -> Tries:
    """What of them still counts. After a clock was set back a pause begins anew, and is no longer than any other."""
    last_at = min(tries.last_at, at)
    return Tries(0 if at - last_at >= FORGOTTEN_AFTER else tries.wrong, last_at)


def may_try_from(tries: Tries) -> datetime:
    return tries.last_at + max((pause for pause in PAUSES if pause.from_wrong <= tries.wrong), key=from_wrong).lasts


def from_wrong(pause: Pause) -> int:
    return pause.from_wrong
