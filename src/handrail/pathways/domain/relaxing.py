"""How a search gives way when nothing fits: what is let go, in which order, and how each thing let go is said.

Never let go: the table of `requirements.py` and a hard wish (`NAME!`). Wishes go first, last named first. Cover goes
last and only beside a covered path, never instead of it. Distance grows before any of them: (a) *far* keeps every
wish in the first circle that has a path; (b) *near* drops wishes in the first circle that has any path at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from handrail.pathways.domain.matching import Match
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import Kind, allowed_kinds, main_kinds

WIDER_CIRCLES = (50, 100, 150, 250, 500)  # miles; after them the nation. Product choice
COVER_CIRCLE = 100  # miles a person may be sent for the sake of cover before an uncovered path stands beside
COVER_CIRCLE_IN_DANGER = 50  # with daily alcohol or benzodiazepines, whose withdrawal can kill
OTHER_KINDS_SHOWN = 3
OTHER_KINDS_CIRCLE = 100

Miles = float | None  # None is the nation


class Surroundings(Protocol):
    """What relaxing asks of a directory: the cheapest paths of one kind within one circle."""

    def best(
        self,
        kind: Kind,
        *,
        miles: Miles,
        wishes: Sequence[str],
        is_covered: bool,
        count: int,
        starting: frozenset[str] = frozenset(),
    ) -> list[Match]: ...

    def holds(self, row: int, traits: frozenset[str]) -> bool: ...


@dataclass(frozen=True)
class Found:
    """A path found, and under which easing: its circle, the wishes it still had to keep, and whether it is covered."""

    match: Match
    kind: Kind
    miles: Miles
    kept: tuple[str, ...]
    is_covered: bool = True


@dataclass(frozen=True)
class Easing:
    """How far one round of searching had to give way."""

    miles: Miles
    kept: tuple[str, ...]
    is_covered: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a search came to: the paths in the order they are shown, and everything that was let go."""

    paths: tuple[Found, ...] = ()
    other_kinds: tuple[Found, ...] = ()
    dropped_wishes: tuple[str, ...] = ()
    is_wider: bool = False  # the near paths needed a wider circle than the person's own
    near_circle: Miles = None
    far_circle: Miles = None  # where a path with every wish stands beside
    has_far: bool = False
    lets_cover_go: bool = False

    @property
    def last_circle(self) -> Miles:
        """The counts are those of this circle."""
        return self.far_circle if self.has_far else self.near_circle


@dataclass
class Relaxing:
    """One search. Remembers nothing but the need and the directory it asks."""

    need: Need
    surroundings: Surroundings
    wishes: tuple[str, ...] = field(init=False)
    hard: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.wishes = tuple(wish.name for wish in self.need.wishes)
        self.hard = tuple(wish.name for wish in self.need.wishes if wish.is_hard)

    def outcome(self) -> Outcome:
        far = self.first_circle(self.wishes)
        near = far if far and far.miles == self.need.radius else self.near()
        if near is None:
            return Outcome(is_wider=True)
        beside = [easing for easing in (self.uncovered_beside(near), self.far_beside(near, far)) if easing]
        beside = beside[: self.need.limit - 1]
        far = next((easing for easing in beside if easing.is_covered), None)
        paths = self.with_both_ways(self.chosen(near, beside))
        return Outcome(
            paths=paths,
            other_kinds=self.other_kinds(near, paths),
            dropped_wishes=tuple(wish for wish in self.wishes if wish not in near.kept),
            is_wider=near.miles != self.need.radius,
            near_circle=near.miles,
            far_circle=far.miles if far else None,
            has_far=far is not None,
            lets_cover_go=any(not easing.is_covered for easing in beside),
        )

    def far_beside(self, near: Easing, far: Easing | None) -> Easing | None:
        return far if far and far.miles != near.miles else None

    def near(self) -> Easing | None:
        """The smallest circle with any path, keeping as many wishes there as can be, first named first."""
        bare = self.first_circle(self.hard)
        return bare and self.keeping_most(bare.miles, is_covered=True)

    def keeping_most(self, miles: Miles, *, is_covered: bool) -> Easing | None:
        for kept in self.prefixes():
            if self.has_path(kept, miles=miles, is_covered=is_covered):
                return Easing(miles, kept, is_covered)
        return None

    def prefixes(self) -> Iterator[tuple[str, ...]]:
        """All wishes, then without the last named, then without the last two, ... hard ones always among them."""
        for count in range(len(self.wishes), -1, -1):
            yield tuple(wish for number, wish in enumerate(self.wishes) if number < count or wish in self.hard)

    def first_circle(self, kept: tuple[str, ...], *, is_covered: bool = True) -> Easing | None:
        for miles in circles(self.need.radius):
            if self.has_path(kept, miles=miles, is_covered=is_covered):
                return Easing(miles, kept, is_covered)
        return None

    def has_path(self, kept: tuple[str, ...], *, miles: Miles, is_covered: bool = True) -> bool:
        return bool(self.ranked(Easing(miles, kept, is_covered), count=self.need.limit))

    def ranked(self, easing: Easing, *, count: int, starting: frozenset[str] = frozenset()) -> list[Found]:
        """The cheapest paths of the kinds that stand first, all under one easing."""
        kinds = [kind for kind in main_kinds(self.need, easing.kept) if kind in allowed_kinds(self.need)]
        return self.cheapest(kinds, easing, count=count, starting=starting)

    def cheapest(
        self, kinds: Sequence[Kind], easing: Easing, *, count: int, starting: frozenset[str] = frozenset()
    ) -> list[Found]:
        found = [
            Found(match, kind, easing.miles, easing.kept, easing.is_covered)
            for kind in kinds
            for match in self.surroundings.best(
                kind,
                miles=easing.miles,
                wishes=easing.kept,
                is_covered=easing.is_covered,
                count=count,
                starting=starting,
            )
        ]
        return sorted(found, key=lambda path: path.match)[:count]

    def uncovered_beside(self, near: Easing) -> Easing | None:
        """The nearest circle without cover, where no covered path lies near enough to be asked of a tired person."""
        limit = COVER_CIRCLE_IN_DANGER if self.need.withdraws_from else COVER_CIRCLE
        if not self.need.payment or is_within(near.miles, limit) or self.has_path(self.hard, miles=limit):
            return None
        bare = self.first_circle(self.hard, is_covered=False)
        if bare is None or is_within(near.miles, bare.miles):
            return None
        return self.keeping_most(bare.miles, is_covered=False)

    def chosen(self, near: Easing, beside: Sequence[Easing]) -> list[Found]:
        """Near first, then the nearest without cover, then far, each with at least one place within the limit."""
        paths = self.ranked(near, count=self.need.limit - len(beside))
        for easing in beside:
            paths += self.ranked(easing, count=1)
        return paths

    def with_both_ways(self, paths: list[Found]) -> tuple[Found, ...]:
        """Both ways to start medicine among the first three, where a circle that is shown has both."""
        for way in WAYS:
            if not any(self.surroundings.holds(path.match.start, way) for path in paths[:3]):
                self.make_room(paths, way)
        return tuple(paths[: self.need.limit])

    def make_room(self, paths: list[Found], way: frozenset[str]) -> None:
        """Put the cheapest path of `way` among the first three, in place of the last that no other way needs."""
        for place in range(min(3, len(paths)) - 1, 0, -1):
            old = paths[place]
            easing = Easing(old.miles, old.kept, old.is_covered)
            candidates = self.ranked(easing, count=1, starting=way)
            if candidates and not self.is_only_one_of_its_way(paths, place):
                known = [path for path in paths[3:] if path.match != candidates[0].match]
                paths[place:] = [candidates[0], *paths[place + 1 : 3], old, *known]
                return

    def is_only_one_of_its_way(self, paths: Sequence[Found], place: int) -> bool:
        others = [path for number, path in enumerate(paths[:3]) if number != place]
        return any(
            self.surroundings.holds(paths[place].match.start, way)
            and not any(self.surroundings.holds(path.match.start, way) for path in others)
            for way in WAYS
        )

    def other_kinds(self, near: Easing, shown: Sequence[Found]) -> tuple[Found, ...]:
        """At most three paths of the kinds that do not stand first: one of each kind before a second of any."""
        shown_kinds = {path.kind for path in shown}
        found: list[Found] = []
        for kind, starting in OTHER_KINDS:
            if kind in allowed_kinds(self.need) and kind not in shown_kinds:
                paths = self.nearest_of(kind, starting, within=near.miles)
                found += [path for path in paths if not any(same_door(path, other) for other in found)][:1]
        return tuple(found[:OTHER_KINDS_SHOWN])

    def nearest_of(self, kind: Kind, starting: frozenset[str], *, within: Miles) -> list[Found]:
        for miles in circles(self.need.radius):
            if is_within(miles, OTHER_KINDS_CIRCLE) or is_within(miles, within):
                found = self.cheapest([kind], Easing(miles, self.hard), count=2, starting=starting)
                if found:
                    return found
        return []


def same_door(path: Found, other: Found) -> bool:
    return (path.kind, path.match.start) == (other.kind, other.match.start)


def is_within(miles: Miles, limit: Miles) -> bool:
    """Whether one circle lies in another; the nation lies in the nation only."""
    return limit is None or (miles is not None and miles <= limit)


OTHER_KINDS = (
    (Kind.MEDICINE_FIRST, frozenset[str]()),
    (Kind.WITHDRAWAL_FIRST, frozenset({"withdrawal_in_bed"})),
    (Kind.RESIDENTIAL, frozenset[str]()),
    (Kind.WITHDRAWAL_FIRST, frozenset({"withdrawal_at_home"})),
)
"""What stands under "other kinds of help", in this order: one door of each."""

WAYS = (frozenset({"starts_methadone"}), frozenset({"buprenorphine_clinic"}))
"""Methadone clinic and buprenorphine clinic: two ways of life, and the person chooses."""


def circles(radius: float) -> tuple[Miles, ...]:
    """The person's own radius, then each wider circle, then the nation."""
    return (radius, *(miles for miles in WIDER_CIRCLES if miles > radius), None)
