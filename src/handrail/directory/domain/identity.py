"""What makes a row of this year the same place as a row of last year, in words that survive respelling."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from handrail.directory.domain.address_words import LEGAL_FORMS, SHORT_FORMS, UNIT_WORDS
from handrail.directory.domain.sources import FacilityKind
from handrail.kernel.text_folding import fold

WORD = re.compile(r"#|\w+")
APOSTROPHES = str.maketrans("", "", "'\u2019.")  # St. John's and St Johns
EXTENSION = re.compile(r"\s*(?:x|ext\.?)\s*\d+\s*$", re.IGNORECASE)
LONGEST_KEY = 40  # as stored; ten digits are a number
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


class Identity(NamedTuple):
    """The comparable parts of a row. Mental-health rows never meet the others: they are another side of a house."""

    is_mental_health: bool
    name: str
    program: str
    street: str
    unit: str
    city: str
    state: str
    zip: str
    phone: str


def words(text: str) -> list[str]:
    return WORD.findall(fold(text).translate(APOSTROPHES).replace("&", " and "))


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """A name made only of legal forms or of signs stays as it is: an empty key would match everything."""
    return " ".join(word for word in words(text) if word not in LEGAL_FORMS) or fold(text)


@lru_cache(maxsize=65_536)
def street_and_unit(street1: str, street2: str = "") -> tuple[str, str]:
    """'1 Main Street Suite 5' and '1 Main St., #5' share the street '1 main st' and the unit '5'."""
    found = words(street1)
    cut = next((place for place, word in enumerate(found) if place and word in UNIT_WORDS), len(found))
    street = " ".join(SHORT_FORMS.get(word, word) for word in found[:cut])
    unit = [word for word in [*found[cut:], *words(street2)] if word not in UNIT_WORDS]
    return street, " ".join(SHORT_FORMS.get(word, word) for word in unit)


@lru_cache(maxsize=65_536)
def phone_key(text: str) -> str:
    """Ten digits, vanity letters dialed, without the extension."""
    dialed = EXTENSION.sub("", text).upper().translate(KEYPAD)
    digits = "".join(character for character in dialed if character.isdigit())
    return digits.removeprefix("1")[:10] if len(digits) > 10 else digits


def phone_keys(phone: str, others: Iterable[str]) -> tuple[str, ...]:
    """Every number of a row, each once; first the one people are told to ring."""
    found = (phone_key(text)[:LONGEST_KEY] for text in (phone, *others))
    return tuple(dict.fromkeys(key for key in found if key))


def address_key(street1: str, street2: str, zip5: str) -> str:
    """One key for a building, empty without a street."""
    street, _ = street_and_unit(street1, street2)
    return f"{street}|{zip5}" if street else ""


def identity_of(
    *,
    kind: FacilityKind,
    name: str,
    program: str,
    street1: str,
    street2: str,
    city: str,
    state: str,
    zip5: str,
    phone: str,
) -> Identity:
    street, unit = street_and_unit(street1, street2)
    return Identity(
        is_mental_health=kind is FacilityKind.MENTAL_HEALTH,
        name=name_key(name),
        program=name_key(program) if program else "",
        street=street,
        unit=unit,
        city=fold(city),
        state=state,
        zip=zip5,
        phone=phone_key(phone),
    )


COMPARED = ("kind", "name", "program", "street1", "street2", "city", "state", "zip", "phone")


def identity_of_texts(texts: Iterable[str]) -> Identity:
    """Of what stands under the names of COMPARED, in that order, in a row of a file or of the database."""
    kind, name, program, street1, street2, city, state, zip5, phone = map(str, texts)
    return identity_of(
        kind=FacilityKind(kind),
        name=name,
        program=program,
        street1=street1,
        street2=street2,
        city=city,
        state=state,
        zip5=zip5,
        phone=phone,
    )
