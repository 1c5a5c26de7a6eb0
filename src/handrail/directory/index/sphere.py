"""Points as vectors on a sphere of radius 1, and the squared chord between two: exact at every range, cheap in bulk."""

import math

import numpy as np

from handrail.kernel.geography import EARTH_RADIUS_MILES

# A facility reported at exactly the radius asked for belongs to the circle, whatever the last digits of the arithmetic
# say: two millimeters are far below the error of any coordinate.
BORDER_MILES = 1e-6
WHOLE_EARTH = 5.0  # no chord of the unit sphere squares to more than 4


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on the unit sphere; the C library's functions on purpose, so that every caller gets the same bits."""
    north, east = math.radians(latitude), math.radians(longitude)
    across = math.cos(north)
    return across * math.cos(east), across * math.sin(east), math.sin(north)


def chord_squared(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    """The measure that decides both inclusion and order; `SearchIndex` does the same sums in the same order."""
    x, y, z = (here - there for here, there in zip(first, second, strict=True))
    return x * x + y * y + z * z


def largest_chord_squared(miles: float | None) -> float:
    """Rows whose squared chord is at most this lie within so many miles (inclusive); None is everywhere."""
    if miles is not None and not miles >= 0:
        raise ValueError("A radius is zero or more miles.")
    if miles is None or miles >= math.pi * EARTH_RADIUS_MILES:
        return WHOLE_EARTH
    return (2 * math.sin((miles + BORDER_MILES) / (2 * EARTH_RADIUS_MILES))) ** 2


def miles_of(squared_chord: float) -> float:
    """Great-circle miles along the ground for a squared chord."""
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(squared_chord) / 2))


def ground_miles(squares: np.ndarray) -> np.ndarray:
    """The same, in bulk."""
    return 2 * EARTH_RADIUS_MILES * np.arcsin(np.minimum(1.0, np.sqrt(squares) / 2))
