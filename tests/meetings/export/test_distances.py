"""Circles: what lies in one is never outside of the stretches by which rows are looked for."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.export.bmlt_wanted import A_LITTLE
from handrail.meetings.export.distances import Circle


@pytest.mark.parametrize(
    ("circle", "meridians"),
    [
        (Circle(0.0, 10.0, degrees=1.0), ((9.0, 11.0),)),
        (Circle(0.0, -179.5, degrees=1.0), ((179.5, 180.0), (-180.0, -178.5))),
        (Circle(0.0, 179.5, degrees=1.0), ((178.5, 180.0), (-180.0, -179.5))),
        (Circle(89.5, 10.0, degrees=1.0), ((-180.0, 180.0),)),
        (Circle(10.0, 10.0, degrees=290.0), ((-180.0, 180.0),)),
        (Circle(10.0, 10.0, at_least=3), ((-180.0, 180.0),)),
    ],
)
def test_meridians_are_two_stretches_across_the_date_line_and_all_round_a_pole(circle, meridians):
    found = circle.meridians()

    assert [tuple(round(each, 6) for each in stretch) for stretch in found] == list(meridians)


@given(
    st.floats(-90, 90), st.floats(-180, 180), st.floats(0.01, 120), st.floats(0, 1), st.floats(0, 2 * math.pi)
)  # fmt: skip
def test_every_point_of_a_circle_lies_between_its_meridians(latitude, longitude, degrees, part, bearing):
    circle = Circle(latitude, longitude, degrees=degrees)
    there = point_at(latitude, longitude, degrees * part, bearing)

    is_between = any(west - A_LITTLE <= there <= east + A_LITTLE for west, east in circle.meridians())

    assert is_between


def point_at(latitude: float, longitude: float, degrees: float, bearing: float) -> float:
    """The meridian of the point so far away in a direction."""
    here, far = math.radians(latitude), math.radians(degrees)
    there = math.asin(math.sin(here) * math.cos(far) + math.cos(here) * math.sin(far) * math.cos(bearing))
    east = math.atan2(
        math.sin(bearing) * math.sin(far) * math.cos(here), math.cos(far) - math.sin(here) * math.sin(there)
    )
    return (longitude + math.degrees(east) + 180) % 360 - 180
