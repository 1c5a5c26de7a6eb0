"""From a point, such as a telephone's own, to a Place: the state it lies in is that of the nearest ZIP area."""

import math

import numpy as np

from handrail.directory.places.gazetteer import gazetteer
from handrail.directory.places.place import Place, PlaceUnknown
from handrail.kernel.geography import great_circle_miles

FARTHEST_MILES = 100  # Alaska's emptiest parts lie nearer to a ZIP area than this; the open sea does not


def place_of_point(latitude: float, longitude: float) -> Place:
    """The point itself, named after the nearest ZIP area. PlaceUnknown far from all of them."""
    held = gazetteer()
    nearest = nearest_zip(latitude, longitude)
    middle = held.latitudes[nearest], held.longitudes[nearest]
    if great_circle_miles(latitude, longitude, *middle) > FARTHEST_MILES:
        raise PlaceUnknown("far_point")
    town, state = held.cities[held.city_of_zip[nearest]]
    return Place(f"{held.zips[nearest]:05} ({town}, {state})", latitude, longitude, "point", state)


def nearest_zip(latitude: float, longitude: float) -> int:
    """Its place in the gazetteer. On a flat map, which is exact enough to choose between neighbors."""
    held = gazetteer()
    north = np.frombuffer(held.latitudes) - latitude
    east = (np.frombuffer(held.longitudes) - longitude + 180) % 360 - 180
    return int(np.nanargmin(north**2 + (east * math.cos(math.radians(latitude))) ** 2))
