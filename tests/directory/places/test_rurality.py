"""City and country, told by how many ZIP areas lie near."""

import csv
import gzip
from pathlib import Path

import pytest

from handrail.directory.places.rurality import is_rural

CODES = Path(__file__).parents[4] / "shared/data/access/zcta_centroids.csv.gz"


@pytest.mark.parametrize(
    ("zip5", "rural"),
    [
        ("10001", False),  # New York
        ("60608", False),  # Chicago
        ("02118", False),  # Boston
        ("00901", False),  # San Juan
        ("99723", True),  # Utqiagvik, Alaska
        ("59901", True),  # Kalispell, Montana
        ("00000", None),
        ("", None),
        ("6060", None),
    ],
)
def test_a_city_has_many_areas_near_and_the_country_few(zip5, rural):
    assert is_rural(zip5) is rural


@pytest.mark.skipif(not CODES.exists(), reason="needs ../shared/data/access, which is not part of the project")
def test_measure_agrees_with_the_codes_as_far_as_the_page_says():
    people: dict[tuple[str, bool], int] = {}
    with gzip.open(CODES, "rt") as file:
        for row in csv.DictReader(file):
            place = row["rurality"], is_rural(row["zcta"])
            people[place] = people.get(place, 0) + int(float(row["pop2018"] or 0))

    shares = {kind: people[kind, True] / (people[kind, True] + people[kind, False]) for kind in ("Rural", "Urban")}

    assert {kind: round(share, 2) for kind, share in shares.items()} == {"Rural": 0.82, "Urban": 0.13}
