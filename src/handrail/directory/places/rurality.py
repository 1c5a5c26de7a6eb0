"""Whether a ZIP area lies in the country, told by how few other ZIP areas lie near it.

The post cuts its areas by how many letters there are: a city has dozens within a few miles, open country a handful. No
list of rural places comes with the packaged data, so this is a measure of our own, and pages that use it say so. It
was held against the codes of 3,781 ZIP areas in eight states (docs/adr/0037). Of the people in areas that those codes
call rural it calls 82 of 100 rural; of those between town and country 81; of those in cities 13.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from handrail.directory.places.gazetteer import STANDARD, gazetteer, zip_centroid
from handrail.kernel.geography import EARTH_RADIUS_MILES

NEAR_MILES = 8
FEW_AREAS = 4  # its own among them. Both numbers: what agreed best with the codes, by people. Product choice.


@cache
def is_rural(zip5: str) -> bool | None:
    """None: nobody knows where this ZIP code lies."""
    point = zip_centroid(zip5)
    if point is None:
        return None
    near = directions() @ direction(*point) >= np.cos(NEAR_MILES / EARTH_RADIUS_MILES)
    return int(near.sum()) <= FEW_AREAS


@cache
def directions() -> npt.NDArray[np.float64]:
    """From the middle of the Earth to every area where people live."""
    held = gazetteer()
    latitudes, longitudes = np.frombuffer(held.latitudes), np.frombuffer(held.longitudes)
    lived_in = (np.frombuffer(held.kinds, dtype=np.int8) == STANDARD) & ~np.isnan(latitudes)
    return direction(latitudes[lived_in], longitudes[lived_in]).T


def direction(
    latitude: float | npt.NDArray[np.float64], longitude: float | npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    north, east = np.radians(latitude), np.radians(longitude)
    return np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
