"""An address in one line, taken apart where that is sure."""

import re
from dataclasses import dataclass

from handrail.kernel.text_folding import fold
from handrail.meetings.reading.place_clocks import UNITED_STATES, by_name, state_code, zone_of_town

ZIP = re.compile(r"\d{5}(?:-\d{4})?", re.ASCII)
STATE_AND_ZIP = re.compile(r"(?P<state>[^\d]+?)[.\s]+(?P<code>\d{5}(?:-\d{4})?)(?:\s+(?P<country>\D+))?", re.ASCII)
CANADIAN = re.compile(r"[A-Z]\d[A-Z]\s?\d[A-Z]\d", re.ASCII | re.IGNORECASE)
PROVINCE_AND_CODE = re.compile(
    r"(?P<state>\D+?)\s+(?P<code>[A-Z]\d[A-Z]\s?\d[A-Z]\d)(?:\s+(?P<country>\D+))?", re.ASCII | re.IGNORECASE
)
HOUSE = re.compile(r"\d+[\w/-]*\s+\S", re.ASCII)
WHOLE_ADDRESS = 4  # comma parts: street, city, state, country


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""

    def by_name(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}


def taken_apart(line: str) -> Address:
    """The parts as geocoders order them. Beyond the United States and Canada only the country is sure, and the town
    where nothing else is named."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    country = parts.pop() if parts and is_country(parts[-1], parts[:-1]) else ""
    if not parts:
        return Address(country=country)
    state, code, tail = state_and_code(parts)
    if tail and not country:
        country = tail
    if not state:
        return Address(country=country, city=parts[0] if country and len(parts) == 1 else "")
    return Address(state=state, postal_code=code, country=country, **street_and_city(parts))


def is_country(part: str, before: list[str]) -> bool:
    """Georgia is a country, unless the town before it lies in the state."""
    name = fold(part)
    if name == "georgia" and before and zone_of_town(before[-1], "GA"):
        return False
    is_code = len(name) == 2 and name not in {"us", "uk"}
    return name in UNITED_STATES or (not is_code and bool(by_name("country", name) or by_name("most_of_country", name)))


def state_and_code(parts: list[str]) -> tuple[str, str, str]:
    """Takes them off the end. The third is a country that stood behind the ZIP code without a comma."""
    code = parts.pop() if ZIP.fullmatch(parts[-1]) or CANADIAN.fullmatch(parts[-1]) else ""
    if not parts:
        return "", code, ""
    if is_state(parts[-1]):
        return parts.pop(), code, ""
    found = STATE_AND_ZIP.fullmatch(parts[-1]) or PROVINCE_AND_CODE.fullmatch(parts[-1])
    if code or found is None or not is_state(found["state"].strip()):
        return "", code, ""
    parts.pop()
    return found["state"].strip(), found["code"], (found["country"] or "").strip()


def is_state(text: str) -> bool:
    return bool(state_code(text) or by_name("canada", text) or by_name("most_of_canada", text))


def street_and_city(parts: list[str]) -> dict[str, str]:
    """A lone part that begins with a house number is a street whose town nobody parted from it."""
    if not parts:
        return {}
    if len(parts) == 1 and HOUSE.match(parts[0]):
        return {"street": parts[0]}
    return {"street": ", ".join(parts[:-1]), "city": parts[-1]}


def is_whole(line: str) -> bool:
    """Whether a street is told: other readers of this format count the commas, and a house number says it as well."""
    parts = [part for part in line.split(",") if part.strip()]
    return len(parts) >= WHOLE_ADDRESS or bool(HOUSE.match(line.strip()))
