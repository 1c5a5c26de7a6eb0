"""A drawn sketch of where a path leads: directions and distances from home, with no map tile from anyone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from handrail.kernel.geography import bearing_to
from handrail.pages.path_cards import Stop
from handrail.web.translation import mark

WIDTH, HEIGHT = 360, 300
CENTER_X, CENTER_Y = WIDTH / 2, HEIGHT / 2
OUTER = 122  # pixels from home to the outer ring
NEAREST = 26  # a stop around the corner still stands beside home, not on it
APART = 24  # two stops in one street still stand side by side
RINGS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 6000, 12500)
DIRECTIONS = (
    mark("north"),
    mark("northeast"),
    mark("east"),
    mark("southeast"),
    mark("south"),
    mark("southwest"),
    mark("west"),
    mark("northwest"),
)


@dataclass(frozen=True)
class Point:
    """A stop that has a place on the map."""

    number: int
    name: str
    latitude: float
    longitude: float
    miles: float


@dataclass(frozen=True)
class Mark:
    """A stop on the sketch."""

    number: int
    x: float
    y: float
    name: str
    miles: float
    direction: str
    is_first: bool

    @property
    def is_near(self) -> bool:
        return self.miles < 1


@dataclass(frozen=True)
class Sketch:
    """Home stands in the middle; `ring` is what the outer ring means, in miles."""

    marks: tuple[Mark, ...]
    ring: int
    width: int = WIDTH
    height: int = HEIGHT
    x: float = CENTER_X
    y: float = CENTER_Y
    radius: int = OUTER


def sketch(stops: Sequence[Stop], *, latitude: float, longitude: float) -> Sketch | None:
    """None when no stop has a point on the map."""
    points = [point for point in map(point_of, stops) if point]
    if not points:
        return None
    farthest = max(point.miles for point in points)
    ring = next((ring for ring in RINGS if ring >= farthest), RINGS[-1])
    marks: list[Mark] = []
    for point in points:
        marks.append(moved_apart(marked(point, latitude, longitude, ring), marks))
    return Sketch(marks=tuple(marks), ring=ring)


def point_of(stop: Stop) -> Point | None:
    facility, miles = stop.facility, stop.leg.distance_miles
    if facility is None or facility.latitude is None or facility.longitude is None or miles is None:
        return None
    return Point(stop.number, facility.name, facility.latitude, facility.longitude, miles)


def marked(point: Point, latitude: float, longitude: float, ring: int) -> Mark:
    bearing = bearing_to(latitude, longitude, point.latitude, point.longitude)
    away = max(NEAREST, OUTER * point.miles / ring)
    return Mark(
        number=point.number,
        x=round(CENTER_X + away * sin(radians(bearing)), 1),
        y=round(CENTER_Y - away * cos(radians(bearing)), 1),
        name=point.name,
        miles=point.miles,
        direction=DIRECTIONS[round(bearing / 45) % 8],
        is_first=point.number == 1,
    )


def moved_apart(new: Mark, others: Sequence[Mark]) -> Mark:
    """The next stop in the same place is drawn beside the one before, toward the middle of the picture."""
    for other in others:
        if abs(new.x - other.x) < APART and abs(new.y - other.y) < APART:
            side = -APART if other.x > CENTER_X else APART
            return Mark(**{**vars(new), "x": other.x + side, "y": other.y})
    return new
