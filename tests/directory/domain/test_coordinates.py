"""Which point a facility gets."""

import pytest

from handrail.directory.domain.coordinates import best_point, is_believable, middle_of_zip
from handrail.directory.domain.listed_row import Point
from handrail.directory.domain.sources import Precision

SPRINGFIELD = (39.80, -89.65)
BUILDING = Point(39.81, -89.66, Precision.ADDRESS, "file")
OTHER_BUILDING = Point(39.79, -89.64, Precision.ADDRESS, "other")
AREA = Point(39.82, -89.63, Precision.ZIP, "file")


@pytest.mark.parametrize(
    ("latitude", "longitude", "state", "believable"),
    [
        (39.81, -89.66, "IL", True),
        (40.50, -89.65, "IL", True),  # 48 miles
        (40.60, -89.65, "IL", False),  # 55 miles
        (0.0, 0.0, "IL", False),
        (91.0, -89.65, "IL", False),
        (float("nan"), -89.65, "IL", False),
        (64.8, -147.7, "AK", True),
        (0.0, 0.0, "AK", False),
    ],
)
def test_point_is_believed_near_its_zip_and_anywhere_in_alaska(latitude, longitude, state, believable):
    point = Point(latitude, longitude, Precision.ADDRESS, "file")

    assert is_believable(point, state=state, centroid=SPRINGFIELD) is believable


@pytest.mark.parametrize(
    ("told", "held", "is_same_address", "expected"),
    [
        (BUILDING, OTHER_BUILDING, True, BUILDING),
        (AREA, BUILDING, True, BUILDING),
        (AREA, BUILDING, False, AREA),
        (None, BUILDING, True, BUILDING),
        (None, AREA, True, AREA),
        (None, BUILDING, False, middle_of_zip(SPRINGFIELD)),
        (None, None, True, middle_of_zip(SPRINGFIELD)),
    ],
)
def test_known_building_is_kept_while_the_address_is_the_same(told, held, is_same_address, expected):
    assert best_point(told, held=held, is_same_address=is_same_address, centroid=SPRINGFIELD) == expected


def test_without_any_point_there_is_none():
    assert best_point(None, held=None, is_same_address=True, centroid=None) is None
