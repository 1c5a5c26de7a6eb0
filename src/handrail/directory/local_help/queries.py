"""The nearest places of the loaded lists. Nothing about who asks is kept."""

import math
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handrail.directory.models import LocalHelp
from handrail.kernel.geography import great_circle_miles

CIRCLES = (25, 50, 100, 250)  # miles; farther than that a list of places is no help
MOST_SHOWN = 10
MILES_PER_DEGREE = 68.7  # the shortest degree of latitude: the box is never too small


@dataclass(frozen=True)
class NearHelp:
    """A place and the miles to it."""

    place: LocalHelp
    miles: float


def local_help_near(*, latitude: float, longitude: float, most: int = MOST_SHOWN) -> list[NearHelp]:
    """The nearest listed places of the first circle that has any, nearest first: two queries whatever it holds."""
    points = LocalHelp.objects.listed().filter(box(latitude, longitude, CIRCLES[-1]))
    found = sorted(
        (great_circle_miles(latitude, longitude, north, east), pk)
        for pk, north, east in points.values_list("pk", "latitude", "longitude")
    )
    nearest = [(miles, pk) for miles, pk in found if miles <= reach(found)][:most]
    held = LocalHelp.objects.in_bulk([pk for _, pk in nearest])
    return [NearHelp(held[pk], miles) for miles, pk in nearest if pk in held]


def reach(found: list[tuple[float, int]]) -> float:
    return next((circle for circle in CIRCLES if found and found[0][0] <= circle), 0)


def box(latitude: float, longitude: float, miles: float) -> Q:
    """A square that holds the circle. Where it would touch the date line or a pole, all longitudes are looked at."""
    high = miles / MILES_PER_DEGREE
    within = Q(latitude__range=(latitude - high, latitude + high))
    shrink = math.cos(math.radians(min(abs(latitude) + high, 89)))
    wide = high / shrink
    if abs(latitude) + high > 85 or longitude - wide < -180 or longitude + wide > 180:
        return within
    return within & Q(longitude__range=(longitude - wide, longitude + wide))


def local_help_in(*, state: str, most: int = 200) -> QuerySet[LocalHelp]:
    """The listed places of one state, by town and name."""
    return LocalHelp.objects.listed().filter(state=state).order_by("city", "name", "pk")[:most]
