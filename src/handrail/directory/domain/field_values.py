"""What a cell of a source means. Each rule here answers a fault seen in real files."""

import re
from collections.abc import Iterable

STATES = frozenset({
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "AS", "FM", "GU", "MH", "MP", "PR",
    "PW", "VI",
})  # fmt: skip
ZIP = re.compile(r"(\d{3,5})(?:\.0+)?(?:-\d{1,4})?", re.ASCII)  # short when a spreadsheet took it for a number
ZIP_PLUS_FOUR = re.compile(r"\d{7,9}(?:\.0+)?", re.ASCII)
CODE = re.compile(r"[A-Za-z0-9]{1,10}", re.ASCII)
CODES = re.compile(r"\s*(?:[A-Za-z0-9]{1,10}(?:\s+|$))*", re.ASCII)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
HOST_AND_PORT = re.compile(r"[a-z0-9.-]+:\d{1,5}(?:/.*)?", re.IGNORECASE)


class ValueRefused(ValueError):
    """The message says what is wrong with the cell, for the operator."""


def zip5(text: str) -> str:
    """'6457', '6457.0' and '06457-1234' are 06457: numbers lose leading zeros, and only five digits name an area."""
    text = text.strip()
    if whole := ZIP.fullmatch(text):
        return whole[1].zfill(5)
    if ZIP_PLUS_FOUR.fullmatch(text):
        return text.split(".")[0].zfill(9)[:5]
    raise ValueRefused("its ZIP code cannot be read" if text else "it has no ZIP code")


def state(text: str) -> str:
    found = text.strip().upper()
    if found not in STATES:
        raise ValueRefused("its state is not a two-letter state or territory of the United States")
    return found


def phone(text: str) -> str:
    """Verbatim, extensions and vanity letters included; '(999) 999-9999' stands for 'none' in the source."""
    text = text.strip()
    digits = [character for character in text if character.isdigit()]
    return "" if len(digits) >= 10 and set(digits[:10]) in ({"9"}, {"0"}) else text


def website(text: str) -> str:
    """'http://' alone is the source's empty value, and only web addresses may become links."""
    text = text.strip()
    scheme = SCHEME.match(text)
    if scheme and not HOST_AND_PORT.fullmatch(text):
        if scheme[1].lower() not in {"http", "https"}:
            return ""
        return text if text[scheme.end() :].strip("/ ") else ""
    return text


def codes(text: str) -> tuple[str, ...]:
    """In the order of the file, each once. `*` only separates categories; unknown codes are kept."""
    text = text.replace("*", " ")
    found = text.split()
    if not CODES.fullmatch(text) and (strange := next((code for code in found if not CODE.fullmatch(code)), None)):
        raise ValueRefused(f"its service codes hold {strange[:20]!r}, which cannot be a code")
    return tuple(dict.fromkeys(text.upper().split()))


def filled(values: Iterable[str]) -> tuple[str, ...]:
    """The phones a row really gives, in order, each once."""
    return tuple(dict.fromkeys(value for value in map(phone, values) if value))
