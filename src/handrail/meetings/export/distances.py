"""How far meetings are, as BMLT servers reckon: the law of cosines on a sphere, and so many miles to a degree."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from handrail.meetings.export.bmlt import Distance

KILOMETERS_A_DEGREE, MILES_A_DEGREE = 111.111, 69.0
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Circle:
    """`degrees` is the radius; or the circle is as wide as `at_least` meetings need, with all that lie as far."""

    latitude: float
    longitude: float
    degrees: float | None = None
    at_least: int = 0

    def distance(self, latitude: float, longitude: float) -> float:
        """In degrees of a great circle."""
        here, there = math.radians(self.latitude), math.radians(latitude)
        between = math.radians(longitude - self.longitude)
        cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(between)
        return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))

    def meridians(self) -> tuple[tuple[float, float], ...]:
        """From where to where it reaches, west to east: two stretches where it lies across the date line."""
        radius, latitude = math.radians(self.degrees or 0.0), math.radians(self.latitude)
        if self.degrees is None or abs(latitude) + radius >= math.pi / 2:
            return ((-180.0, 180.0),)  # a pole is in it
        half = math.degrees(math.asin(min(1.0, math.sin(radius) / math.cos(latitude))))
        west, east = self.longitude - half, self.longitude + half
        if west < -180:
            return (west + 360, 180.0), (-180.0, east)
        return ((west, 180.0), (-180.0, east - 360)) if east > 180 else ((west, east),)

    def within(self, found: Iterable[Found], *, far: Callable[[Found], float | None]) -> list[Found]:
        known = [(distance, each) for each in found if (distance := far(each)) is not None]
        reach = self.degrees if self.degrees is not None else self.reach([distance for distance, _ in known])
        return [each for distance, each in known if distance <= reach]

    def reach(self, distances: Sequence[float]) -> float:
        return sorted(distances)[min(self.at_least, len(distances)) - 1] if distances else 0.0


def told(degrees: float) -> Distance:
    return Distance(degrees * KILOMETERS_A_DEGREE, degrees * MILES_A_DEGREE)


def circle_of(
    latitude: float | None, longitude: float | None, *, miles: float | None, km: float | None
) -> Circle | None:
    """None where a half is missing, or the width, or it is no place on the earth."""
    width = miles if miles is not None else km
    if latitude is None or longitude is None or not width or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    if width < 0:
        return Circle(latitude, longitude, at_least=max(1, int(-width)))
    return Circle(latitude, longitude, degrees=width / (MILES_A_DEGREE if miles is not None else KILOMETERS_A_DEGREE))
