"""What a place for people who use drugs may offer, and how one row of a local list is read. Nothing asks to stop."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from handrail.kernel.text_folding import fold


class ResourceType(StrEnum):
    """Which door a resource stands behind."""

    HARM_REDUCTION = "harm_reduction"


class Offer(StrEnum):
    """What is given or done there, free or nearly free as a rule."""

    NALOXONE = "naloxone"
    SYRINGES = "syringes"
    WOUND_CARE = "wound_care"
    DRUG_CHECKING = "drug_checking"
    HIV_TEST = "hiv_test"
    HEPATITIS_C_TEST = "hepatitis_c_test"


OTHER_WORDS: dict[str, Offer] = {
    "narcan": Offer.NALOXONE,
    "syringe": Offer.SYRINGES,
    "syringe services": Offer.SYRINGES,
    "syringe exchange": Offer.SYRINGES,
    "needle exchange": Offer.SYRINGES,
    "wound": Offer.WOUND_CARE,
    "test strips": Offer.DRUG_CHECKING,
    "fentanyl test strips": Offer.DRUG_CHECKING,
    "hiv": Offer.HIV_TEST,
    "hiv testing": Offer.HIV_TEST,
    "hcv": Offer.HEPATITIS_C_TEST,
    "hepatitis c": Offer.HEPATITIS_C_TEST,
    "hepatitis c testing": Offer.HEPATITIS_C_TEST,
}
"""Words that real lists use for the same thing. An offer we do not know is refused, never guessed."""

FORMULA = ("=", "+", "-", "@")
LONGEST = {"name": 200, "address": 200, "city": 100, "phone": 40, "website": 255, "hours": 300, "languages": 200}
STREET = re.compile(r"[^a-z0-9]+")


class RowRefused(Exception):
    """The message says what is wrong with the row, without repeating what it holds."""


@dataclass(frozen=True)
class HelpRow:
    """One row of a list, read and safe to store."""

    number: int
    name: str
    offers: tuple[str, ...]
    address: str
    city: str
    state: str
    zip: str
    phone: str
    website: str
    hours: str
    languages: str
    last_checked: date | None
    point: tuple[float, float] | None

    @property
    def key(self) -> str:
        return key_of(self.name, self.address, self.zip)


def key_of(name: str, address: str, zip5: str) -> str:
    """What makes two rows of one list the same place: case, accents and dots aside."""
    return "|".join(STREET.sub(" ", fold(part)).strip() for part in (name, address, zip5))


def plain_text(column: str, text: str) -> str:
    """One line of readable text. A formula, a control character and a text without end are refused."""
    line = " ".join(text.split())
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} for letter in line):
        raise RowRefused(f"its {column} holds a character that cannot be shown")
    if len(line) > LONGEST[column]:
        raise RowRefused(f"its {column} is longer than {LONGEST[column]} characters")
    if line.startswith(FORMULA) and not (column == "phone" and line.startswith("+")):
        raise RowRefused(f"its {column} begins like a formula")
    return line


def offers_of(text: str) -> tuple[str, ...]:
    named = [" ".join(fold(part).replace("_", " ").split()) for part in re.split(r"[;,|/]", text) if part.strip()]
    known = {str(offer).replace("_", " "): offer for offer in Offer} | OTHER_WORDS
    if not named:
        raise RowRefused("it names nothing that is offered")
    if any(name not in known for name in named):
        raise RowRefused(f"it offers something we do not know; known: {', '.join(Offer)}")
    found = {known[name] for name in named}
    return tuple(offer.value for offer in Offer if offer in found)


def zip_of(text: str) -> str:
    """Spreadsheets eat leading zeros; ZIP+4 is cut."""
    match = re.fullmatch(r"([0-9]{3,5})(?:-[0-9]{4})?", text.strip(), re.ASCII)
    if not match:
        raise RowRefused("its ZIP code is not a ZIP code")
    return match[1].zfill(5)


def web_address(text: str) -> str:
    """http and https alone, with a host and without a sign-in in it, so that a link is what it seems."""
    text = plain_text("website", text)
    if not text:
        return ""
    if ":" not in text.split("/")[0]:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        is_safe = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and parts.port is None
    except ValueError:
        is_safe = False
    if not is_safe or "@" in parts.netloc or " " in text or "\\" in text or not text.isascii():
        raise RowRefused("its website is not a plain http or https address")
    return text


def checked_date(text: str, *, newest: date) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise RowRefused("its checked date is not written as 2026-11-23") from None
    if not date(2000, 1, 1) <= day <= newest:
        raise RowRefused("its checked date cannot be true")
    return day
