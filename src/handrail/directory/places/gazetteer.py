"""Every ZIP and every town of the packaged data, held in arrays and read once per process."""

import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median

import zipcodes

from handrail.directory.places.corrections import CORRECTED_POINTS
from handrail.directory.places.spelling import town_key, words_of
from handrail.directory.places.states import MILITARY, STATES

Point = tuple[float, float]
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
    """ZIPs are parallel arrays in ascending order; a name key leads to one town or to a tuple of them."""

    zips: array = field(default_factory=lambda: array("i"))
    kinds: array = field(default_factory=lambda: array("b"))
    latitudes: array = field(default_factory=lambda: array("d"))
    longitudes: array = field(default_factory=lambda: array("d"))
    town_numbers: array = field(default_factory=lambda: array("i"))
    town_names: list[tuple[str, str]] = field(default_factory=list)
    towns: dict[str, Town | tuple[Town, ...]] = field(default_factory=dict)

    def position(self, zip5: str) -> int | None:
        number = int(zip5)
        position = bisect_left(self.zips, number)
        return position if position < len(self.zips) and self.zips[position] == number else None

    def towns_called(self, key: str) -> tuple[Town, ...]:
        found = self.towns.get(key, ())
        return found if isinstance(found, tuple) else (found,)


def own_point(row: dict) -> Point | None:
    """The point of the row itself; the packaged data write 0 where they know none."""
    if corrected := CORRECTED_POINTS.get(row["zip_code"]):
        return corrected
    latitude, longitude = float(row["lat"]), float(row["long"])
    return (latitude, longitude) if (latitude, longitude) != (0.0, 0.0) and row["state"] not in MILITARY else None


def middle(points: list[Point], of=lambda numbers: sum(numbers) / len(numbers)) -> Point:
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


def add_state(gazetteer: Gazetteer, rows: list[dict]) -> list[tuple]:
    """Enter the towns of one state, and give back its ZIP rows for the common, sorted arrays."""
    with_points = [(row, own_point(row)) for row in rows]
    by_city, by_name = defaultdict(list), defaultdict(list)
    for pair in with_points:
        by_city[pair[0]["city"]].append(pair)
        for rank, name in names_of(pair[0]):
            by_name[rank, name, pair[0]["city"]].append(pair)
    city_points = {city: middle(points, median) for city, pairs in by_city.items() if (points := best_points(pairs))}
    city_numbers = {city: len(gazetteer.town_names) + number for number, city in enumerate(by_city)}
    gazetteer.town_names.extend((city, rows[0]["state"]) for city in by_city)
    for (rank, name, city), pairs in by_name.items():
        add_town(gazetteer, name, city, rank, pairs, city_points)
    return [
        (
            int(row["zip_code"]),
            KINDS[row["zip_code_type"]],
            point or city_points.get(row["city"]),
            city_numbers[row["city"]],
        )
        for row, point in with_points
    ]


def add_town(gazetteer: Gazetteer, name: str, city: str, rank: int, pairs: list, city_points: dict) -> None:
    points = best_points(pairs)
    point = middle(points) if points else city_points.get(city)
    if point is None:
        return
    town = Town(name, city, pairs[0][0]["state"], *point, len(pairs), rank)
    key = town_key(words_of(name))
    gazetteer.towns[key] = town if key not in gazetteer.towns else (*gazetteer.towns_called(key), town)


def read_gazetteer() -> Gazetteer:
    """State by state: the whole list at once would cost 140 MB of dictionaries for a moment."""
    gazetteer, rows = Gazetteer(), []
    for state in sorted({*STATES, *MILITARY}):
        rows.extend(add_state(gazetteer, zipcodes.filter_by(state=state)))
    for number, kind, point, town in sorted(rows):
        gazetteer.zips.append(number)
        gazetteer.kinds.append(kind)
        gazetteer.latitudes.append(point[0] if point else float("nan"))
        gazetteer.longitudes.append(point[1] if point else float("nan"))
        gazetteer.town_numbers.append(town)
    return gazetteer


_once = threading.Lock()
_gazetteer: Gazetteer | None = None


def gazetteer() -> Gazetteer:
    """Read on first use (about half a second), then shared by all threads; nothing changes it afterwards."""
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
    if position is None or held.latitudes[position] != held.latitudes[position]:
        return None
    return held.latitudes[position], held.longitudes[position]
