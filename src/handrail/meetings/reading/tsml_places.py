"""Where a row of a Meeting Guide feed is held."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from handrail.meetings.domain.address_lines import LONGEST_ADDRESS, address_line
from handrail.meetings.reading.addresses import Address, is_whole, taken_apart
from handrail.meetings.reading.plain_text import LONGEST_LINE, as_text, plain_line
from handrail.meetings.reading.row_notes import DROPPED, RowNotes, quoted

LONGEST = {"state": 100, "postal_code": 32, "country": 100}
DIGITS = 7  # of a degree: a centimeter, and less than what is lost when a number is written anew
MOST_REGIONS = 8
REGION_FIELDS = ("region", "sub_region", "sub_sub_region")
NUMBERS = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)
YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Place:
    address: Address
    line: str
    is_approximate: bool
    point: tuple[float, float] | None
    regions: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        return bool(self.line or self.point or self.regions)


def place_of(fields: Mapping[str, Any], notes: RowNotes) -> Place:
    line, told = told_address(fields, notes)
    point, is_box = point_of(fields, notes)
    approximate = said_approximate(fields, notes)
    if approximate is None:
        approximate = is_box or (bool(line) and not (told.street or is_whole(line)))
    return Place(filled(told, taken_apart(line)), line, approximate, point, regions_of(fields, notes))


def told_address(fields: Mapping[str, Any], notes: RowNotes) -> tuple[str, Address]:
    """The line and the parts. Some write the whole line as `address`, and tables call it so."""
    told = Address(
        street=line_of(fields, "address", notes, LONGEST_ADDRESS),
        city=line_of(fields, "city", notes),
        state=line_of(fields, "state", notes, LONGEST["state"]),
        postal_code=postal_code_of(fields, notes),
        country=line_of(fields, "country", notes, LONGEST["country"]),
    )
    line = line_of(fields, "formatted_address", notes, LONGEST_ADDRESS)
    if not line and "," in told.street and taken_apart(told.street) != Address():
        return told.street, replace(told, street="")
    return line or address_line(**told.by_name()), told


def line_of(fields: Mapping[str, Any], name: str, notes: RowNotes, longest: int = LONGEST_LINE) -> str:
    return notes.taken(name, fields.get(name), plain_line(fields.get(name), longest))


def postal_code_of(fields: Mapping[str, Any], notes: RowNotes) -> str:
    """0 is what a spreadsheet has for none."""
    code = line_of(fields, "postal_code", notes, LONGEST["postal_code"])
    if code.strip("0-"):
        return code
    if code:
        notes.note("postal_code", code, DROPPED)
    return ""


def filled(told: Address, from_line: Address) -> Address:
    """What the row says in fields of its own beats what its line of address says."""
    found = from_line.by_name()
    return Address(**{name: (value or found[name])[: LONGEST.get(name, 255)] for name, value in told.by_name().items()})


def said_approximate(fields: Mapping[str, Any], notes: RowNotes) -> bool | None:
    """ "yes" and "no" as the specification has it; booleans are taken as well."""
    value = fields.get("approximate")
    if value is None:
        return None
    said = YES.get(str(value).strip().casefold())
    if said is None:
        notes.note("approximate", value, DROPPED)
    return said


def point_of(fields: Mapping[str, Any], notes: RowNotes) -> tuple[tuple[float, float] | None, bool]:
    """A point, and whether it is only the middle of a box that `coordinates` names."""
    written = [fields[name] for name in ("latitude", "longitude", "coordinates") if name in fields]
    if not written:
        return None, False
    numbers = [number for value in written for number in numbers_in(value)]
    is_box = len(numbers) == 4 and "coordinates" in fields
    if is_box:
        numbers = [(numbers[0] + numbers[2]) / 2, (numbers[1] + numbers[3]) / 2]
    point = point_from(numbers)
    if point is None:
        notes.note("coordinates", ", ".join(map(quoted, written)), DROPPED)
    elif not notes.is_table and any(isinstance(fields.get(name), str) for name in ("latitude", "longitude")):
        notes.note("coordinates", ", ".join(map(quoted, written)), f"{point[0]}, {point[1]}")
    return point, is_box and point is not None


def numbers_in(value: Any) -> list[float]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [float(value)] if abs(value) <= 180 else [math.inf]
    found = [NUMBERS.fullmatch(part) for part in as_text(value)[:200].split(",")]
    return [float(each[1]) if each else math.inf for each in found]


def point_from(numbers: list[float]) -> tuple[float, float] | None:
    """0, 0 is where a geocoder puts what it cannot find."""
    if len(numbers) < 2 or len(numbers) == 3:
        return None
    latitude, longitude = (round(number, DIGITS) if math.isfinite(number) else number for number in numbers[:2])
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude, longitude) == (0, 0):
        return None
    return latitude, longitude


def regions_of(fields: Mapping[str, Any], notes: RowNotes) -> tuple[str, ...]:
    """Most general first: a list, or region and sub_region, or one text with " > " between them."""
    written = fields.get("regions", [fields[name] for name in REGION_FIELDS if name in fields])
    parts = [part for each in listed(written) for inner in listed(each) for part in region_parts(inner)]
    regions = tuple(dict.fromkeys(part for part in parts if part))[:MOST_REGIONS]
    is_list_of_names = isinstance(written, list) and all(isinstance(each, str) for each in written)
    if not notes.is_table and not (is_list_of_names and {" ".join(each.split()) for each in written} == set(regions)):
        notes.note("regions", quoted(written), " > ".join(regions) or DROPPED)
    return regions


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def region_parts(value: Any) -> list[str]:
    return [plain_line(part).text for part in plain_line(value, 1000).text.split(">")]
