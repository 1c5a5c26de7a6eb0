"""Telephone numbers as networks write them, and where a message may go (S20)."""

import re

HOME = "1"
AREA_DIGITS = 10
E164 = re.compile(r"\+[1-9]\d{7,14}")

# Behind the country code 1, and neither the United States with their territories nor Canada: fraud by text lives on
# such dear numbers. From the list of area codes of the North American Numbering Plan.
ABROAD_WITHIN_1 = frozenset({
    "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664",
    "721", "758", "767", "784", "809", "829", "849", "868", "869", "876",
})  # fmt: skip


def as_e164(number: str) -> str | None:
    """`+13125550142` for what people write in many ways; None for what is no number."""
    digits = "".join(sign for sign in number if sign in "0123456789")
    if not number.strip().startswith("+"):
        digits = HOME + digits if len(digits) == AREA_DIGITS else digits
        if not (digits.startswith(HOME) and len(digits) == AREA_DIGITS + 1):
            return None
    found = f"+{digits}"
    return found if E164.fullmatch(found) else None


def is_country_allowed(number: str, *, countries: frozenset[str]) -> bool:
    """`number` as `as_e164` gives it; `countries` as country codes."""
    if number.startswith(f"+{HOME}") and number[2:5] in ABROAD_WITHIN_1:
        return False
    return any(number.startswith(f"+{code}") for code in countries)
