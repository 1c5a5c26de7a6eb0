"""A drawn sketch of where the rooms lie from the person: directions and distances, with no map tile from anyone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin, sqrt

from handrail.directory.places.place import Place
from handrail.kernel.geography import bearing_to
from handrail.meetings.export.withheld import name_told
from handrail.meetings.finder.found import Hit
from handrail.meetings.wordings.distances import distance_told
from handrail.web.translation import mark, translate

SIZE, CENTER, OUTER = 320, 160, 128
INNER = 1 / 5  # of what the outer ring means
NEAREST = 24  # a room around the corner still lies beside the person, not on them
APART = 24  # two rooms in one street still lie side by side
MOST = 9
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, 1), (1, 1), (-1, -1))
RINGS = (5, 10, 25, 50, 100)  # miles
DIRECTIONS = (
    mark("north"), mark("northeast"), mark("east"), mark("southeast"), mark("south"), mark("southwest"), mark("west"),
    mark("northwest"),
)  # fmt: skip
NEAR = 0.2  # miles: around the corner there is no direction


@dataclass(frozen=True, slots=True)
class Spot:
    """A room on the sketch; `words` say the same without the drawing."""

    number: int
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """The person stands in the middle; `ring` is what the outer ring means, in miles. Near rooms are drawn farther
    apart than far ones: which of them is the nearest matters, and whether one is at eight miles or nine does not."""

    spots: tuple[Spot, ...]
    ring: int
    inner_ring: int
    inner_radius: float = round(OUTER * sqrt(INNER), 1)
    size: int = SIZE
    center: int = CENTER
    radius: int = OUTER


def sketch_of(hits: Sequence[Hit], place: Place | None, language: str) -> Sketch | None:
    """The first rooms of the list, each once. None where there is none to draw."""
    rooms = [hit for hit in hits if is_room(hit)][:MOST]
    if place is None or not rooms:
        return None
    farthest = max(hit.found.miles or 0.0 for hit in rooms)
    ring = next((ring for ring in RINGS if ring >= farthest), RINGS[-1])
    spots: list[Spot] = []
    for number, hit in enumerate(rooms, start=1):
        spots.append(moved_apart(spot_of(hit, number, place, ring, language), spots))
    return Sketch(tuple(spots), ring, round(ring * INNER))


def is_room(hit: Hit) -> bool:
    return hit.found.miles is not None and hit.meeting.latitude is not None and not hit.meeting.is_approximate


def spot_of(hit: Hit, number: int, place: Place, ring: int, language: str) -> Spot:
    meeting, miles = hit.meeting, hit.found.miles or 0.0
    bearing = bearing_to(place.latitude, place.longitude, meeting.latitude or 0.0, meeting.longitude or 0.0)
    away = max(NEAREST, OUTER * sqrt(min(miles / ring, 1)))
    return Spot(
        number=number,
        x=round(CENTER + away * sin(radians(bearing)), 1),
        y=round(CENTER - away * cos(radians(bearing)), 1),
        words=f"{name_told(meeting.name)}: {way_told(miles, bearing, language)}",
    )


def way_told(miles: float, bearing: float, language: str) -> str:
    distance = distance_told(miles, language)
    return distance if miles < NEAR else f"{distance}, {translate(DIRECTIONS[round(bearing / 45) % 8], language)}"


def moved_apart(new: Spot, others: Sequence[Spot]) -> Spot:
    """The next one in the same place is drawn at the nearest side that is free."""
    for steps in range(MOST):
        for east, north in SIDES[: 1 if not steps else None]:
            moved = replace(new, x=new.x + east * steps * APART, y=new.y + north * steps * APART)
            if is_free(moved, others):
                return moved
    return new


def is_free(spot: Spot, others: Sequence[Spot]) -> bool:
    is_inside = all(APART / 2 <= each <= SIZE - APART / 2 for each in (spot.x, spot.y))
    return is_inside and not any(abs(spot.x - each.x) < APART and abs(spot.y - each.y) < APART for each in others)
