"""Rows that are another row of the demonstration once more, so that the search for duplicates has something to find."""

from handrail.directory.demonstration.names import street
from handrail.directory.models import Facility

COPIED = (
    "program", "kind", "street1", "street2", "city", "state", "zip", "phone", "latitude", "longitude", "precision",
    "coordinates_source", "source",
)  # fmt: skip
# Town, program, and whether the twin stands in another street: then only its name and number are the same.
TWICE = (("Alpine", "Outpatient Counseling", False), ("Twin Falls", "Outpatient Counseling", True))
OTHER_STREET = 2_000  # beyond the numbers of all other rows
CODES_LEFT_OUT = 4


def twins(rows: list[Facility]) -> list[Facility]:
    """As a directory lists a place that changed its legal form: an older row beside the newer one."""
    found = [(one, is_moved) for town, program, is_moved in TWICE for one in rows if is_it(one, town, program)]
    return [twin(one, is_moved) for one, is_moved in found]


def is_it(row: Facility, town: str, program: str) -> bool:
    return (row.city, row.program) == (town, program)


def twin(one: Facility, is_moved: bool) -> Facility:
    made = Facility(**{name: getattr(one, name) for name in COPIED})
    made.name, made.source_year = f"{one.name}, Inc.", one.source_year - 1
    made.codes = " ".join(one.code_list[:-CODES_LEFT_OUT])
    if is_moved:
        made.street1 = street(OTHER_STREET)
    return made
