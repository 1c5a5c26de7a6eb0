"""The grid may offer too many cells, never too few."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handrail.directory.index import cells
from handrail.kernel.geography import great_circle_miles

latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)


@given(latitudes, longitudes, latitudes, longitudes, st.floats(0, 1.5))
@example(0.0, 180.0, 0.0, -180.0, 1.0)
@example(0.0, -170.0, 0.0, 180.0, 1.0)
@example(89.99, 0.0, 89.99, 180.0, 1.0)
@example(-90.0, 0.0, -89.0, 77.0, 1.0)
@example(51.0, 179.9, 51.0, -179.9, 1.0)
def test_cells_of_a_circle_hold_every_point_within_it(latitude, longitude, to_latitude, to_longitude, factor):
    distance = great_circle_miles(latitude, longitude, to_latitude, to_longitude)
    miles = max(distance, distance * factor)

    first, last = cells.bands_of_circle(latitude, miles)
    columns = cells.columns_of_circle(latitude, longitude, miles)

    assert first <= cells.band_of(to_latitude) <= last
    assert any(west <= cells.column_of(to_longitude) <= east for west, east in columns)


@given(latitudes, longitudes, st.floats(0, 13_000))
def test_columns_of_a_circle_never_overlap(latitude, longitude, miles):
    columns = cells.columns_of_circle(latitude, longitude, miles)

    listed = [column for west, east in columns for column in range(west, east + 1)]
    assert listed == sorted(set(listed))


@pytest.mark.parametrize(
    ("longitude", "column"), [(-180.0, 0), (-179.75, 1), (0.0, 720), (179.99, 1439), (180.0, 1439)]
)
def test_column_of_a_longitude_is_its_quarter_degree(longitude, column):
    found = cells.column_of(longitude)

    assert found == column
