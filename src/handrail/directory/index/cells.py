"""A grid of quarter-degree cells: which runs of cells can hold a point of a circle."""

import math

from handrail.kernel.geography import EARTH_RADIUS_MILES

CELLS_PER_DEGREE = 4
BANDS = 180 * CELLS_PER_DEGREE
COLUMNS = 360 * CELLS_PER_DEGREE
# Far more than the rounding of any sum here (degrees), so that no row on an edge is missed: 0.1 mm on the ground, and
# the exact distance decides afterwards.
EDGE = 1e-9
BORDER_DEGREES = 1e-7  # covers sphere.BORDER_MILES, which is 1.5e-8 degrees


def band_of(latitude: float) -> int:
    return min(max(math.floor((latitude + 90) * CELLS_PER_DEGREE), 0), BANDS - 1)


def column_of(longitude: float) -> int:
    return min(max(math.floor((longitude + 180) * CELLS_PER_DEGREE), 0), COLUMNS - 1)


def bands_of_circle(latitude: float, miles: float) -> tuple[int, int]:
    """First and last band that the circle touches."""
    reach = math.degrees(miles / EARTH_RADIUS_MILES) + BORDER_DEGREES
    return band_of(latitude - reach), band_of(latitude + reach)


def columns_of_circle(latitude: float, longitude: float, miles: float) -> tuple[tuple[int, int], ...]:
    """First and last column that the circle touches: one pair, or two where it crosses the antimeridian."""
    width = half_width_degrees(latitude, miles)
    if width >= 180:
        return ((0, COLUMNS - 1),)
    west, east = longitude - width, longitude + width
    if west > -180 and east < 180:
        return ((column_of(west), column_of(east)),)
    last_from_the_west = column_of(east - 360 + EDGE if east >= 180 else east)
    first_in_the_east = column_of(west + 360 - EDGE if west <= -180 else west)
    if last_from_the_west >= first_in_the_east:
        return ((0, COLUMNS - 1),)
    return (0, last_from_the_west), (first_in_the_east, COLUMNS - 1)


def half_width_degrees(latitude: float, miles: float) -> float:
    """Degrees of longitude between the center and the circle's easternmost point; all of them if it holds a pole."""
    reach = math.degrees(miles / EARTH_RADIUS_MILES) + BORDER_DEGREES
    if abs(latitude) + reach >= 90 - EDGE:
        return 180.0
    sine = math.sin(math.radians(reach)) / math.cos(math.radians(latitude))
    return math.degrees(math.asin(min(1.0, sine))) + EDGE
