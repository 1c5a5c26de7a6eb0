import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.learn.pictures.curves import closed, level, slopes, smooth_path

DAY = {"first": 3, "every": 24, "rise": 4, "half_life": 33}


@st.composite
def points(draw):
    """Points from left to right, at least 1 apart, as high as they like."""
    widths = draw(st.lists(st.floats(1, 50), min_size=2, max_size=7))
    return [(x, draw(st.floats(-100, 100))) for x in accumulate(widths)]


def pieces(path: str) -> list[list[tuple[float, float]]]:
    """The four points of each cubic piece of a path."""
    numbers = [float(found) for found in re.findall(r"-?\d+\.\d+", path)]
    all_points = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [all_points[at : at + 4] for at in range(0, len(all_points) - 1, 3)]


def at(piece: list[tuple[float, float]], part: float) -> float:
    """How high a cubic piece is at a part of its way."""
    y0, y1, y2, y3 = (y for _, y in piece)
    rest = 1 - part
    return rest**3 * y0 + 3 * rest**2 * part * y1 + 3 * rest * part**2 * y2 + part**3 * y3


@given(points())
def test_line_passes_each_point_and_never_leaves_the_range_between_two(given_points):
    drawn = pieces(smooth_path(given_points))

    assert [piece[0] for piece in drawn] == [pytest.approx(point, abs=0.051) for point in given_points[:-1]]
    assert drawn[-1][3] == pytest.approx(given_points[-1], abs=0.051)
    for piece, (start, end) in zip(drawn, pairwise(given_points), strict=True):
        heights = [at(piece, part / 20) for part in range(21)]
        assert min(heights) >= min(start[1], end[1]) - 0.2
        assert max(heights) <= max(start[1], end[1]) + 0.2


def test_line_is_level_at_its_ends_and_at_a_peak():
    assert slopes([(0, 0), (1, 4), (2, 0)]) == [0, 0, 0]


def test_slope_within_a_rise_is_the_harmonic_mean_of_both_sides():
    assert slopes([(0, 0), (1, 1), (2, 4)]) == [0, pytest.approx(1.5), 0]


def test_path_of_two_points_is_one_level_ended_piece():
    assert smooth_path([(0, 0), (30, 60)]) == "M0.0 0.0C10.0 0.0 20.0 60.0 30.0 60.0"


def test_area_goes_down_to_the_foot_and_back():
    assert closed("M2.0 3.0L9.0 4.0", left=2, right=9, base=50) == "M2.0 3.0L9.0 4.0L9.0 50.0 2.0 50.0Z"


def test_level_is_whole_after_its_rise_and_half_after_a_half_life():
    assert [level(hour, first=1, every=100, rise=2, half_life=10) for hour in (3, 13, 23)] == pytest.approx(
        [1, 0.5, 0.25]
    )


def test_level_is_the_same_a_day_later():
    assert [level(hour, **DAY) for hour in range(24)] == pytest.approx([level(hour + 24, **DAY) for hour in range(24)])


def test_level_begins_to_rise_from_where_it_had_fallen():
    before, after = level(3 - 1e-9, **DAY), level(3, **DAY)

    assert (before, after) == pytest.approx((0.5 ** (20 / 33), 0.5 ** (20 / 33)))
