"""Index rows for tests: single ones, invented ones, and those of the real directory."""

import csv
import gzip
from pathlib import Path

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.build import FacilityRow


def make_row(pk: int = 1, **overrides) -> FacilityRow:
    facts = {
        "pk": pk,
        "public_id": f"row{pk:06}",
        "kind": FacilityKind.SUBSTANCE_USE.value,
        "name": "Example Clinic",
        "program": "",
        "city": "Springfield",
        "state": "IL",
        "codes": "SA OP BU MD",
        "latitude": 39.8,
        "longitude": -89.65,
    }
    return FacilityRow(**(facts | overrides))


def real_directory_rows(shared_data: Path) -> list[FacilityRow]:
    file = shared_data / "samhsa" / "derived_su_2023_with_coordinates.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return [real_row(line) for line in csv.DictReader(lines)]


def real_row(line: dict[str, str]) -> FacilityRow:
    number = int(line["row_id"])
    return FacilityRow(
        pk=number,
        public_id=f"{number * 7919 % 100_003:06}",  # an order that is not the order of the file
        kind=FacilityKind.SUBSTANCE_USE.value,
        name=line["name1"],
        program=line["name2"],
        city=line["city"],
        state=line["state"],
        codes=line["service_codes"],
        latitude=float(line["latitude"]) if line["latitude"] else None,
        longitude=float(line["longitude"]) if line["longitude"] else None,
    )
