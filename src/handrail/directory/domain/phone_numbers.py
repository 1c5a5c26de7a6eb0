"""From a phone number as listed to what a phone can dial."""

import re
from dataclasses import dataclass

EXTENSION = re.compile(r"[\s,;]*(?:extension|ext|x|#)\.?\s*([0-9]{1,8})\s*$", re.IGNORECASE)
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
# These countries have numbers of their own, listed as country code and seven digits.
OWN_COUNTRY_CODES = {"PW": "680", "FM": "691", "MH": "692"}
# A number and nothing beside it: words around one could lead to another number.
ALONE = re.compile(
    r"(?:\+?1[\s.-]*)?\(?([0-9]{3})\)?[\s.-]*([0-9]{3})[\s.-]*([0-9]{4})"
    r"(?:[\s,;]*(?:extension|ext|x|#)\.?\s*([0-9]{1,8}))?",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"([0-9])\1{9}")


@dataclass(frozen=True)
class PhoneNumber:
    """`shown` is verbatim; `href` is empty where the text is no number that can be dialed."""

    shown: str
    href: str
    extension: str


def read_phone(text: str, *, state: str = "") -> PhoneNumber | None:
    """None for a blank or a placeholder such as (999) 999-9999."""
    shown = " ".join(text.split())
    match = EXTENSION.search(shown)
    extension = match[1] if match else ""
    digits = significant_digits(shown[: match.start()] if match else shown)
    if not shown or PLACEHOLDER.fullmatch(digits):
        return None
    return PhoneNumber(shown, href(digits, extension, state), extension)


def dial_address(text: str, *, state: str) -> str:
    """What a phone dials; empty where the text is no number."""
    number = read_phone(text, state=state)
    return number.href if number else ""


def canonical_phone(text: str) -> str:
    """217-555-0100 or 217-555-0100 x12; empty where the text is anything else, or more."""
    found = ALONE.fullmatch(text.strip())
    if not found or PLACEHOLDER.fullmatch("".join(found.group(1, 2, 3))):
        return ""
    number = "-".join(found.group(1, 2, 3))
    return f"{number} x{found[4]}" if found[4] else number


def significant_digits(text: str) -> str:
    """Ten digits: letters as on the keypad, without the leading 1 and without a repeat in brackets."""
    digits = re.sub(r"[^0-9]", "", text.upper().translate(KEYPAD))
    return digits[1:11] if digits.startswith("1") else digits[:10]


def href(digits: str, extension: str, state: str) -> str:
    if len(digits) != 10:
        return ""
    country = "" if digits[:3] == OWN_COUNTRY_CODES.get(state) else "1"
    return f"tel:+{country}{digits}" + (f";ext={extension}" if extension else "")
