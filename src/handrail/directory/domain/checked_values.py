"""What an operator may write down as checked: a value that can be dialed, opened or read, or yes or no."""

import re

from handrail.directory.domain.corrections import FIELDS, YES_OR_NO, Field
from handrail.directory.domain.opening_hours import HoursRefused, kept_hours
from handrail.directory.domain.phone_numbers import canonical_phone
from handrail.web.translation import mark

TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
WEB_ADDRESS = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[^\s<>\"]*)?", re.IGNORECASE)
TELEPHONE = re.compile(r"\d(?:[\W_]*\d){6,}")  # seven digits, whatever stands between them
ZIP_PLUS_FOUR = re.compile(r"(?<=\b[A-Z]{2} )\d{5}-\d{4}$")  # nine digits that are no telephone
LINK = re.compile(r"://|@|\bwww\.|\w\.[^\W\d]{2,}", re.IGNORECASE)
LONGEST = 255
MEANS = {"yes": "yes", "sí": "yes", "si": "yes", "no": "no"}  # as checkers of both languages write it


class FactRefused(ValueError):
    """The message may be shown to the person who checks."""


def checked_value(field: str, text: str) -> str:
    """The value as it is kept, or FactRefused. An empty field means that nothing is to be changed on the page."""
    text = " ".join(text.split())
    if not field:
        return ""
    if field not in FIELDS:
        raise FactRefused(mark("Choose what was checked."))
    if field == Field.HOURS:
        return checked_hours(text)
    if not text or len(text) > LONGEST:
        raise FactRefused(mark("Write what is right."))
    if field in YES_OR_NO and text.lower() in MEANS:
        return MEANS[text.lower()]
    if field in YES_OR_NO:
        raise FactRefused(mark("Here the answer is yes or no."))
    if field in (Field.PHONE, Field.INTAKE):
        return checked_phone(text)
    if field == Field.ADDRESS and leads_elsewhere(text):
        raise FactRefused(mark("An address holds no phone number and no web address."))
    if field == Field.WEBSITE and not WEB_ADDRESS.fullmatch(text):
        raise FactRefused(mark("A website begins with http:// or https://."))
    return text


def checked_phone(text: str) -> str:
    """The number alone: what is written beside it would stand on the page as if two of us had checked it."""
    number = canonical_phone(text)
    if not number:
        raise FactRefused(mark("Write one phone number of ten digits, perhaps with an extension, and nothing else."))
    return number


def checked_hours(text: str) -> str:
    try:
        return kept_hours(text)
    except HoursRefused as refusal:
        raise FactRefused(str(refusal)) from refusal


def leads_elsewhere(address: str) -> bool:
    """Free text that is shown must not carry a broker's number or page (S17)."""
    return bool(LINK.search(address) or TELEPHONE.search(ZIP_PLUS_FOUR.sub("", address)))


def is_toll_free(key: str) -> bool:
    """`key` holds ten digits. Brokers' call centers like these numbers; so do honest central intakes."""
    return key[:3] in TOLL_FREE
