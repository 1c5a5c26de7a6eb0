"""Distances on the earth, taken as a sphere: good to half a percent, which is finer than any centroid here."""

import math

EARTH_RADIUS_MILES = 3958.7613  # mean radius of the earth, IUGG (6371.0088 km)


def great_circle_miles(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Miles between two points given in degrees (haversine: exact enough at both short and antipodal range)."""
    north, to_north = math.radians(latitude), math.radians(to_latitude)
    half_chord = (
        math.sin((to_north - north) / 2) ** 2
        + math.cos(north) * math.cos(to_north) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(half_chord)))


def bearing_to(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Degrees clockwise from north, along the great circle."""
    start, end, turn = math.radians(latitude), math.radians(to_latitude), math.radians(to_longitude - longitude)
    east = math.sin(turn) * math.cos(end)
    north = math.cos(start) * math.sin(end) - math.sin(start) * math.cos(end) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360
