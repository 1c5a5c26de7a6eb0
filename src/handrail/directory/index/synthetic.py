"""Invented facilities in any number, shaped like the real directory, and the questions that benches ask of them."""

import random
from collections.abc import Iterator

import numpy as np

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.build import FacilityRow, known_points
from handrail.directory.index.query import SearchQuery

CODES = tuple(f"Z{number:03}" for number in range(300))
# Few codes are on most rows and most on few; 107 of 300 on the average row, as a long directory row has.
DENSITY = 0.9 * (np.arange(1, len(CODES) + 1) / len(CODES)) ** 1.5
COMMON_CODES = tuple(code for code, density in zip(CODES, DENSITY, strict=True) if density >= 0.5)
MOST_PROFILES = 50_000  # beyond this many rows, sister sites share one list of codes
TOWNS = 2_400
CITIES = (
    (40.71, -74.01), (34.05, -118.24), (41.88, -87.63), (29.76, -95.37), (33.45, -112.07), (39.95, -75.17),
    (25.76, -80.19), (42.36, -71.06), (47.61, -122.33), (39.74, -104.99),
)  # fmt: skip
SHARE_IN_CITIES = 0.18
FIRST_WORDS = ("Harbor", "Meadow", "Cedar", "Summit", "Valley", "Lantern", "Bridge", "Prairie", "Willow", "Granite")
LAST_WORDS = ("House", "Clinic", "Center", "Services", "Recovery", "Counseling", "Health", "Partners")

NEW_YORK = CITIES[0]
RADIUS_MILES = 50.0
REQUIRED_CODES = 6
COUNTED_CODES = CODES[::7][:40]  # the options of a page's filters: the same for everybody


def synthetic_rows(*, rows: int, seed: int = 20) -> Iterator[FacilityRow]:
    """The same rows for the same number and seed, in no particular order."""
    chance = np.random.default_rng(seed)
    points, profiles = invented_points(rows, chance), invented_profiles(min(rows, MOST_PROFILES), chance)
    words = chance.integers(0, [len(FIRST_WORDS), 400, len(LAST_WORDS)], size=(rows, 3)).tolist()
    for number, ((latitude, longitude), (first, middle, last)) in enumerate(zip(points, words, strict=True)):
        yield FacilityRow(
            pk=number + 1,
            public_id=f"{number * 2_654_435_761 % 2**32:08x}{number:07x}",
            kind=FacilityKind.SUBSTANCE_USE,
            name=f"{FIRST_WORDS[first]} {LAST_WORDS[last]}",
            program="",
            city=f"Town{middle}",
            state="ZZ",
            codes=profiles[number % len(profiles)],
            latitude=latitude,
            longitude=longitude,
        )


def invented_points(rows: int, chance: np.random.Generator) -> list[tuple[float, float]]:
    """Most facilities scatter round towns of very different size, the rest round ten large cities."""
    towns = np.column_stack([chance.uniform(26, 48.5, TOWNS), chance.uniform(-123, -69, TOWNS)])
    size = 1 / np.arange(10, TOWNS + 10) ** 0.7
    home = towns[chance.choice(TOWNS, size=rows, p=size / size.sum())]
    in_city = chance.random(rows) < SHARE_IN_CITIES
    home[in_city] = np.array(CITIES)[chance.integers(0, len(CITIES), np.count_nonzero(in_city))]
    points = home + chance.normal(0, [0.15, 0.2], size=(rows, 2))
    return np.round(points, 6).tolist()


def invented_profiles(number: int, chance: np.random.Generator) -> list[str]:
    return [" ".join(np.array(CODES)[listed]) for listed in chance.random((number, len(CODES))) < DENSITY]


def synthetic_queries(*, rows: list[FacilityRow], number: int, seed: int = 21) -> list[SearchQuery]:
    """Near a facility, 50 miles, 6 required codes that are each on half of all rows or more, 40 codes counted."""
    chance = random.Random(seed)  # noqa: S311  (a bench, not a secret)
    points = known_points(rows)
    return [synthetic_query(chance.choice(points), chance) for _ in range(number)]


def synthetic_query(point: tuple[float, float], chance: random.Random) -> SearchQuery:
    return SearchQuery(
        latitude=point[0] + chance.gauss(0, 0.1),
        longitude=point[1] + chance.gauss(0, 0.1),
        radius_miles=RADIUS_MILES,
        groups=tuple((code,) for code in chance.sample(COMMON_CODES, REQUIRED_CODES)),
        counted_codes=COUNTED_CODES,
    )


def worst_query() -> SearchQuery:
    """All of the densest part of the country, and nothing that narrows it."""
    return SearchQuery(*NEW_YORK, radius_miles=250.0, counted_codes=COUNTED_CODES)
