"""Six digits that an authenticator app and this product count from the same secret and the same clock (RFC 6238)."""

import hashlib
import hmac
from datetime import datetime

STEP_SECONDS, DIGITS = 30, 6  # what every authenticator app takes for granted
STEPS_APART = 1  # clocks may differ by half a minute: RFC 6238, section 5.2
SECRET_BYTES = 20  # the size of SHA-1, as RFC 4226, section 4, recommends


def code_at_step(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), hashlib.sha1)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_at(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def matched_step(secret: bytes, code: str, *, at: datetime, last_step: int) -> int | None:
    """Which step the code belongs to. A step counts once and never an earlier one: a code that was seen opens nothing,
    also not on a clock that was set back."""
    now = step_at(at)
    for step in range(now - STEPS_APART, now + STEPS_APART + 1):
        if hmac.compare_digest(code_at_step(secret, step), code) and step > last_step:
            return step
    return None


def plain_code(text: str) -> str:
    """As people type it, `123 456`; anything else cannot be a code and becomes nothing."""
    code = "".join(text.split())
    return code if len(code) == DIGITS and code.isascii() and code.isdecimal() else ""
