"""How a search for places gives way: the order of circles, wishes and cover is that of paths (ADR 12), place by place.

Never let go: what `care_rules.py` demands, and a hard wish. Wishes go last named first within the smallest circle that
has any such place; one place that keeps them all stands beside, however far. Cover goes last and only beside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from handrail.pathways.domain.care_rules import Door, doors
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.relaxing import (
    COVER_CIRCLE,
    COVER_CIRCLE_IN_DANGER,
    NEAREST_CIRCLE,
    Easing,
    Miles,
    circles,
    is_within,
)
from handrail.pathways.domain.vocabulary import OPEN_WISH


@dataclass(frozen=True, order=True)
class PlaceMatch:
    """One place found: its cost, its rank among equals, and its row in the directory."""

    cost: int
    rank: int
    row: int


class PlaceSurroundings(Protocol):
    """What this search asks of a directory: the cheapest places behind one door within one circle."""

    def places(
        self, door: Door, *, miles: Miles, wishes: Sequence[str], is_covered: bool, count: int
    ) -> list[PlaceMatch]: ...

    def miles_to(self, row: int) -> float: ...

    def knows_who_is_open(self) -> bool: ...


@dataclass(frozen=True)
class PlaceFound:
    """A place, the door it was found behind, and under which easing."""

    match: PlaceMatch
    door: Door
    easing: Easing
    keeps_everything: bool = False


@dataclass(frozen=True)
class CareOutcome:
    """The places in the order they are shown, and everything that was let go."""

    places: tuple[PlaceFound, ...] = ()
    dropped_wishes: tuple[str, ...] = ()
    near: Easing | None = None
    bed: Easing | None = None  # where the first withdrawal bed is, when one is needed
    far: Easing | None = None
    is_wider: bool = False
    lets_cover_go: bool = False


@dataclass
class CareSearch:
    """One search. Remembers nothing but the need and the directory it asks."""

    need: Need
    surroundings: PlaceSurroundings
    set_aside: tuple[str, ...] = field(init=False)
    wishes: tuple[str, ...] = field(init=False)
    hard: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        knows = self.surroundings.knows_who_is_open()
        wishes = self.need.wishes
        self.set_aside = tuple(
            each.name for each in wishes if each.name == OPEN_WISH and not each.is_hard and not knows
        )
        self.wishes = tuple(each.name for each in wishes if each.name not in self.set_aside)
        self.hard = tuple(each.name for each in wishes if each.is_hard)

    def outcome(self) -> CareOutcome:
        found: dict[int, PlaceFound] = {}
        for door in doors(self.need):
            room = self.need.limit - len(found) - self.kept_for_visits(door)
            for place in self.behind(door, [*found])[:room]:
                found.setdefault(place.match.row, place)
        if len(found) < self.need.limit and self.need.withdraws_from:
            for place in self.behind(Door.WITHDRAWAL_BED, [*found])[: self.need.limit - len(found)]:
                found.setdefault(place.match.row, place)  # nobody by visits: the seat goes back to the beds
        return self.told([*found.values()])

    def kept_for_visits(self, door: Door) -> int:
        """One place by visits is always shown: not everyone who drinks needs a bed, and a clinician decides."""
        return 1 if door is Door.WITHDRAWAL_BED and self.need.limit > 1 else 0

    def told(self, places: list[PlaceFound]) -> CareOutcome:
        places.sort(key=lambda place: [*doors(self.need)].index(place.door))  # stable: beds stay before visits
        shown = [place.easing for place in places]
        near = shown[0] if shown else None
        bed = next((place.easing for place in places if place.door is Door.WITHDRAWAL_BED), None)
        return CareOutcome(
            places=tuple(places),
            dropped_wishes=tuple(
                wish.name
                for wish in self.need.wishes
                if wish.name in self.set_aside or any(wish.name not in each.kept for each in shown)
            ),
            near=near,
            bed=bed,
            far=next((place.easing for place in places if place.keeps_everything), None),
            is_wider=bool(near and near.miles != self.need.radius),
            lets_cover_go=bool(self.need.payment) and any(not each.is_covered for each in shown),
        )

    def behind(self, door: Door, shown: Sequence[int]) -> list[PlaceFound]:
        """The places behind one door: near ones, then what stands beside them, each place once."""
        near = self.near(door, is_covered=True)
        if near is None:
            bare = self.near(door, is_covered=False) if self.need.payment else None
            return self.filled(door, bare, [], shown) if bare else []
        beside = [each for each in (self.uncovered_beside(door, near), self.far_beside(door, near)) if each]
        return self.filled(door, near, beside, shown)

    def filled(self, door: Door, near: Easing, beside: Sequence[PlaceFound], shown: Sequence[int]) -> list[PlaceFound]:
        limit = self.need.limit
        beside = [place for place in beside if place.match.row not in shown][: max(limit - 1, 0)]
        taken = {*shown, *(place.match.row for place in beside)}
        places: list[PlaceFound] = []
        for easing in self.further(near):
            for match in self.ranked(door, easing, count=limit + len(taken)):
                if match.row not in taken and len(places) < limit - len(beside):
                    taken.add(match.row)
                    places.append(PlaceFound(match, door, easing))
        return [*places, *beside]

    def further(self, near: Easing) -> Iterator[Easing]:
        """In the same circle: the wishes that can be kept, then with fewer, so that one full place is not the end."""
        for kept in self.prefixes():
            if set(kept) <= set(near.kept):
                yield Easing(near.miles, kept, near.is_covered)

    def near(self, door: Door, *, is_covered: bool) -> Easing | None:
        """The smallest circle with any such place, keeping as many wishes there as can be, first named first."""
        bare = self.first_circle(door, self.hard, is_covered=is_covered)
        if bare is None:
            return None
        easings = (Easing(bare.miles, kept, is_covered) for kept in self.prefixes())
        return next(easing for easing in easings if self.ranked(door, easing, count=1))

    def first_circle(
        self, door: Door, kept: tuple[str, ...], *, is_covered: bool, begin: float | None = None
    ) -> Easing | None:
        easings = (Easing(miles, kept, is_covered) for miles in circles(begin or self.need.radius))
        return next((easing for easing in easings if self.ranked(door, easing, count=1)), None)

    def far_beside(self, door: Door, near: Easing) -> PlaceFound | None:
        """The nearest place that keeps every wish, where the near circle has none."""
        far = self.first_circle(door, self.wishes, is_covered=True) if near.kept != self.wishes else None
        return PlaceFound(self.ranked(door, far, count=1)[0], door, far, keeps_everything=True) if far else None

    def uncovered_beside(self, door: Door, near: Easing) -> PlaceFound | None:
        """The nearest place without the cover, where no covered one lies near enough to be asked of a tired person."""
        limit = COVER_CIRCLE_IN_DANGER if self.need.withdraws_from else COVER_CIRCLE
        if not self.need.payment or is_within(near.miles, limit):
            return None
        begin = min(self.need.radius, NEAREST_CIRCLE)
        easing = self.first_circle(door, self.hard, is_covered=False, begin=begin)
        if easing is None or (match := self.ranked(door, easing, count=1)[0]) is None:
            return None
        nearest = self.ranked(door, near, count=1)[0]
        is_nearer = self.surroundings.miles_to(match.row) < self.surroundings.miles_to(nearest.row)
        return PlaceFound(match, door, easing) if is_nearer else None

    def ranked(self, door: Door, easing: Easing, *, count: int) -> list[PlaceMatch]:
        return self.surroundings.places(
            door, miles=easing.miles, wishes=easing.kept, is_covered=easing.is_covered, count=count
        )

    def prefixes(self) -> Iterator[tuple[str, ...]]:
        for count in range(len(self.wishes), -1, -1):
            yield tuple(wish for number, wish in enumerate(self.wishes) if number < count or wish in self.hard)
