from types import SimpleNamespace

import pytest

from handrail.kernel.geography import bearing_to
from handrail.pages.sketch import HEIGHT, WIDTH, sketch


def stop(number: int, latitude: float | None, longitude: float | None, miles: float):
    facility = SimpleNamespace(latitude=latitude, longitude=longitude, name=f"Facility {number}")
    return SimpleNamespace(number=number, facility=facility, leg=SimpleNamespace(distance_miles=miles))


@pytest.mark.parametrize(
    ("latitude", "longitude", "direction"),
    [
        (41, -87, "north"),
        (41, -86, "northeast"),
        (40, -86, "east"),
        (39, -87, "south"),
        (39, -88, "southwest"),
        (40, -88, "west"),
    ],
)
def test_stop_is_named_by_its_direction(latitude, longitude, direction):
    drawn = sketch([stop(1, latitude, longitude, 60)], latitude=40, longitude=-87)

    assert drawn.marks[0].direction == direction


def test_bearing_crosses_the_antimeridian():
    assert round(bearing_to(52, 179.5, 52, -179.5)) == 90


def test_outer_ring_is_the_next_round_number():
    rings = [sketch([stop(1, 41, -87, miles)], latitude=40, longitude=-87).ring for miles in (0.2, 1, 3, 26, 4000)]

    assert rings == [1, 1, 5, 50, 6000]


@pytest.mark.parametrize("miles", [0, 0.1, 5, 300, 9000])
def test_marks_stay_on_the_picture(miles):
    stops = [stop(1, 41, -87, miles), stop(2, 41, -87, miles)]

    marks = sketch(stops, latitude=40, longitude=-87).marks

    assert all(12 <= mark.x <= WIDTH - 12 and 12 <= mark.y <= HEIGHT - 12 for mark in marks)
    assert abs(marks[0].x - marks[1].x) + abs(marks[0].y - marks[1].y) >= 24


def test_nothing_is_drawn_without_a_point():
    stops = [stop(1, None, None, 0), SimpleNamespace(number=2, facility=None, leg=SimpleNamespace(distance_miles=None))]

    assert sketch(stops, latitude=40, longitude=-87) is None
