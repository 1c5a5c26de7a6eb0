"""What an operator may write down as checked: a value that can be dialed, opened or read, or yes or no."""

import re

from handrail.directory.domain.corrections import FIELDS, YES_OR_NO, Field
from handrail.directory.domain.phone_numbers import read_phone
from handrail.web.translation import mark

TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
WEB_ADDRESS = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[^\s<>\"]*)?", re.IGNORECASE)
LONGEST = 255
MEANS = {"yes": "yes", "sí": "yes", "si": "yes", "no": "no"}  # as checkers of both languages write it


class FactRefused(ValueError):
    """The message may be shown to the person who checks."""


def checked_value(field: str, text: str, *, state: str = "") -> str:
    """The value as it is kept, or FactRefused. An empty field means that nothing is to be changed on the page."""
    text = " ".join(text.split())
    if not field:
        return ""
    if field not in FIELDS:
        raise FactRefused(mark("Choose what was checked."))
    if not text or len(text) > LONGEST:
        raise FactRefused(mark("Write what is right."))
    if field in YES_OR_NO and text.lower() in MEANS:
        return MEANS[text.lower()]
    if field in YES_OR_NO:
        raise FactRefused(mark("Here the answer is yes or no."))
    if field in (Field.PHONE, Field.INTAKE) and not can_be_dialed(text, state):
        raise FactRefused(mark("A phone number has ten digits, perhaps with an extension."))
    if field == Field.WEBSITE and not WEB_ADDRESS.fullmatch(text):
        raise FactRefused(mark("A website begins with http:// or https://."))
    return text


def can_be_dialed(text: str, state: str) -> bool:
    number = read_phone(text, state=state)
    return bool(number and number.href)


def is_toll_free(key: str) -> bool:
    """`key` holds ten digits. Brokers' call centers like these numbers; so do honest central intakes."""
    return key[:3] in TOLL_FREE
