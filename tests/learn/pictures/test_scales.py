import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.learn.pictures.scales import Scale, round_step, ticks


def test_scale_lays_its_ends_on_the_ends_of_the_drawing():
    scale = Scale(0, 20, 14, 306)

    placed = [scale(day) for day in (0, 5, 20)]

    assert placed == [14, 87, 306]


def test_scale_runs_upwards_where_the_end_is_above():
    assert Scale(0, 1, 150, 50)(0.25) == 125


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        (0, 20, 5, (0, 5, 10, 15, 20)),
        (0, 45, 5, (0, 20, 40)),
        (5, 15, 3, (5, 10, 15)),
        (0, 1, 6, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (3, 17, 4, (5, 10, 15)),
        (0, 0.3, 4, (0, 0.1, 0.2, 0.3)),
    ],
)
def test_ticks_are_round_numbers_within_the_axis(first, last, most, expected):
    assert ticks(first, last, most=most) == pytest.approx(expected)


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(2, 12))
def test_ticks_stay_within_the_axis_and_the_number_allowed(first, length, most):
    found = ticks(first, first + length, most=most)

    assert len(found) <= most
    assert all(first - 1e-6 * length <= tick <= first + length * (1 + 1e-6) for tick in found)


@pytest.mark.parametrize(
    ("least", "step"), [(0.9, 1), (1, 1), (1.1, 2), (4.9, 5), (5.1, 10), (0.03, 0.05), (700, 1000)]
)
def test_step_is_the_next_round_number(least, step):
    assert round_step(least) == pytest.approx(step)
