"""Which point a facility gets, and when a point is too far from its ZIP code to be true."""

from handrail.directory.domain.listed_row import Point
from handrail.directory.domain.sources import Precision
from handrail.kernel.geography import great_circle_miles

FARTHEST_FROM_ZIP_MILES = 50  # 80 km: a Houston address was seen in San Antonio
STATES_OF_VAST_ZIPS = frozenset({"AK"})  # their ZIP areas span hundreds of miles, so distance proves nothing
FROM_ZIP = "zip_centroid"

Centroid = tuple[float, float]


def is_on_earth(latitude: float, longitude: float) -> bool:
    """0, 0 is what a failed geocoder writes."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)


def is_believable(point: Point, *, state: str, centroid: Centroid | None) -> bool:
    if not is_on_earth(point.latitude, point.longitude):
        return False
    if centroid is None or state in STATES_OF_VAST_ZIPS:
        return True
    return great_circle_miles(point.latitude, point.longitude, *centroid) <= FARTHEST_FROM_ZIP_MILES


def middle_of_zip(centroid: Centroid | None) -> Point | None:
    return Point(*centroid, Precision.ZIP, FROM_ZIP) if centroid else None


def best_point(
    told: Point | None, *, held: Point | None, is_same_address: bool, centroid: Centroid | None
) -> Point | None:
    """`told` by the file, `held` from earlier. A known building is never traded for the middle of its ZIP area."""
    if not is_same_address:
        held = None
    if told and (told.precision is Precision.ADDRESS or held is None or held.precision is Precision.ZIP):
        return told
    return held or told or middle_of_zip(centroid)
