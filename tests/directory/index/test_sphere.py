"""The chord measure and the haversine of the kernel agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.index.sphere import chord_squared, ground_miles, largest_chord_squared, miles_of, unit_vector
from handrail.kernel.geography import great_circle_miles

latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)
NEARLY_OPPOSITE = 12_400  # beyond, both formulas lose digits: half the way round is 12,437 miles


@given(latitudes, longitudes, latitudes, longitudes)
def test_miles_of_a_chord_are_great_circle_miles(latitude, longitude, to_latitude, to_longitude):
    expected = great_circle_miles(latitude, longitude, to_latitude, to_longitude)

    square = chord_squared(unit_vector(latitude, longitude), unit_vector(to_latitude, to_longitude))

    relative = 1e-9 if expected < NEARLY_OPPOSITE else 1e-7
    assert miles_of(square) == pytest.approx(expected, rel=relative, abs=1e-8)
    assert ground_miles(np.array([square]))[0] == pytest.approx(miles_of(square), rel=1e-14)


@given(st.floats(0, NEARLY_OPPOSITE))
def test_largest_chord_includes_its_own_radius(miles):
    limit = largest_chord_squared(miles)

    assert miles_of(limit) == pytest.approx(miles, rel=1e-9, abs=2e-6)
    assert miles_of(limit) >= miles


@pytest.mark.parametrize("miles", [-1, float("nan"), float("-inf")])
def test_a_radius_that_is_none_is_refused(miles):
    with pytest.raises(ValueError, match="zero or more miles"):
        largest_chord_squared(miles)
