"""Every ZIP and every town of the packaged data, held in arrays and read once per process."""

import sys
import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from math import isnan
from statistics import median

import zipcodes

from handrail.directory.places.corrections import CORRECTED_POINTS
from handrail.directory.places.spelling import town_key, words_of
from handrail.directory.places.states import MILITARY, STATES

Point = tuple[float, float]
NOWHERE = (float("nan"), float("nan"))
KINDS = {"STANDARD": 0, "PO BOX": 1, "UNIQUE": 2, "MILITARY": 3}
STANDARD, PO_BOX, _, MILITARY_KIND = range(4)
OWN_NAME, OTHER_NAME, LOCAL_NAME = range(3)  # the town's own name, an official other one, one the post only tolerates


@dataclass(frozen=True, slots=True)
class Town:
    """One name in one state, and the middle of the ZIP areas that bear it."""

    name: str
    city: str
    state: str
    latitude: float
    longitude: float
    zips: int
    rank: int


@dataclass(slots=True)
class Gazetteer:
    """ZIPs are parallel arrays in ascending order; so are names, to which a key leads by one number or a tuple of them.

    Objects would take three times the memory in each worker.
    """

    zips: array = field(default_factory=partial(array, "i"))
    kinds: array = field(default_factory=partial(array, "b"))
    latitudes: array = field(default_factory=partial(array, "d"))
    longitudes: array = field(default_factory=partial(array, "d"))
    city_of_zip: array = field(default_factory=partial(array, "i"))
    cities: list[tuple[str, str]] = field(default_factory=list)

    keys: dict[str, int | tuple[int, ...]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    name_latitudes: array = field(default_factory=partial(array, "d"))
    name_longitudes: array = field(default_factory=partial(array, "d"))
    name_zips: array = field(default_factory=partial(array, "h"))
    name_ranks: array = field(default_factory=partial(array, "b"))
    city_of_name: array = field(default_factory=partial(array, "i"))

    def position(self, zip5: str) -> int | None:
        number = int(zip5)
        position = bisect_left(self.zips, number)
        return position if position < len(self.zips) and self.zips[position] == number else None

    def towns_called(self, key: str) -> tuple[Town, ...]:
        found = self.keys.get(key, ())
        return tuple(self.town(number) for number in (found if isinstance(found, tuple) else (found,)))

    def town(self, number: int) -> Town:
        city, state = self.cities[self.city_of_name[number]]
        point = self.name_latitudes[number], self.name_longitudes[number]
        return Town(self.names[number], city, state, *point, self.name_zips[number], self.name_ranks[number])

    def add_name(self, name: str, city: int, point: Point, zips: int, rank: int) -> None:
        number, key = len(self.names), town_key(words_of(name))
        self.names.append(sys.intern(name))
        self.name_latitudes.append(point[0])
        self.name_longitudes.append(point[1])
        self.name_zips.append(zips)
        self.name_ranks.append(rank)
        self.city_of_name.append(city)
        held = self.keys.get(key)
        self.keys[key] = number if held is None else (*(held if isinstance(held, tuple) else (held,)), number)

    def add_zip(self, zip5: int, kind: int, point: Point, city: int) -> None:
        self.zips.append(zip5)
        self.kinds.append(kind)
        self.latitudes.append(point[0])
        self.longitudes.append(point[1])
        self.city_of_zip.append(city)


def own_point(row: dict) -> Point | None:
    """The point of the row itself; the packaged data write 0 where they know none."""
    if corrected := CORRECTED_POINTS.get(row["zip_code"]):
        return corrected
    latitude, longitude = float(row["lat"]), float(row["long"])
    return (latitude, longitude) if (latitude, longitude) != (0.0, 0.0) and row["state"] not in MILITARY else None


def middle(points: list[Point], of=lambda values: sum(values) / len(values)) -> Point:
    if len(points) == 1:
        return points[0]
    return round(of([point[0] for point in points]), 4), round(of([point[1] for point in points]), 4)


def best_points(rows: list[tuple[dict, Point | None]]) -> list[Point]:
    """Points of the areas where people live, else of any ZIP that has one."""
    known = [(row, point) for row, point in rows if point]
    lived_in = [point for row, point in known if row["zip_code_type"] == "STANDARD" and row["active"]]
    return lived_in or [point for _, point in known]


def names_of(row: dict):
    yield OWN_NAME, row["city"]
    for name in row["acceptable_cities"]:
        yield OTHER_NAME, name
    for name in row["unacceptable_cities"]:
        yield LOCAL_NAME, name


def add_state(gazetteer: Gazetteer, rows: list[dict]) -> list[tuple[int, int, Point, int]]:
    """Enter the names of one state, and give back its ZIP rows for the common, sorted arrays."""
    by_city, by_name = defaultdict(list), defaultdict(list)
    for row in rows:
        pair = row, own_point(row)
        by_city[row["city"]].append(pair)
        for rank, name in names_of(row):
            by_name[rank, name, row["city"]].append(pair)
    first = len(gazetteer.cities)
    city_numbers = {city: first + place for place, city in enumerate(by_city)}
    gazetteer.cities.extend((sys.intern(city), sys.intern(rows[0]["state"])) for city in by_city)
    points = {city: city_point(pairs) for city, pairs in by_city.items()}
    for (rank, name, city), pairs in by_name.items():
        known = best_points(pairs)
        if point := middle(known) if known else points[city]:
            gazetteer.add_name(name, city_numbers[city], point, len(pairs), rank)
    return [
        (int(row["zip_code"]), KINDS[row["zip_code_type"]], point or points[city] or NOWHERE, city_numbers[city])
        for city, pairs in by_city.items()
        for row, point in pairs
    ]


def city_point(pairs: list[tuple[dict, Point | None]]) -> Point | None:
    """Where ZIPs without a point of their own stand. Not worked out for the many towns that need none."""
    if all(point for _, point in pairs):
        return None
    points = best_points(pairs)
    return middle(points, median) if points else None


def read_gazetteer() -> Gazetteer:
    """State by state: the whole list at once would cost 140 MB of dictionaries for a moment."""
    gazetteer, rows = Gazetteer(), []
    for state in sorted({*STATES, *MILITARY}):
        rows.extend(add_state(gazetteer, zipcodes.filter_by(state=state)))
    for row in sorted(rows):
        gazetteer.add_zip(*row)
    return gazetteer


_once = threading.Lock()
_gazetteer: Gazetteer | None = None


def gazetteer() -> Gazetteer:
    """Read on first use (a second, 75 MB with the library's own), then shared by all threads and never changed."""
    global _gazetteer
    if _gazetteer is None:
        with _once:
            if _gazetteer is None:
                _gazetteer = read_gazetteer()
    return _gazetteer


def zip_centroid(zip5: str) -> Point | None:
    """The middle of a ZIP area (of its town, where the ZIP has no point of its own), or None."""
    if not (len(zip5) == 5 and zip5.isascii() and zip5.isdigit()):
        return None
    held = gazetteer()
    position = held.position(zip5)
    if position is None or isnan(held.latitudes[position]):
        return None
    return held.latitudes[position], held.longitudes[position]
