"""How a search gives way when nothing fits: what is let go, in which order, and how each thing let go is said.

Never let go: the table of `requirements.py` and a hard wish (`NAME!`). Wishes go first, last named first. Cover goes
last and only beside a covered path, never instead of it. Distance grows before any of them: (a) *far* keeps every
wish in the first circle that has a path; (b) *near* drops wishes in the first circle that has any path at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from handrail.pathways.domain.matching import Match
from handrail.pathways.domain.need import Need, Wish
from handrail.pathways.domain.requirements import Kind, allowed_kinds, main_kinds
from handrail.pathways.domain.vocabulary import OPEN_WISH

WIDER_CIRCLES = (50, 100, 150, 250, 500)  # miles; after them the nation. Product choice
NEAREST_CIRCLE = 25  # where looking for the nearest path without cover begins, however wide the person's own circle
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

    def farthest_miles(self, match: Match) -> float: ...

    def knows_who_is_open(self) -> bool: ...


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
    near: Easing | None = None
    far: Easing | None = None  # where a path with every wish stands beside
    is_wider: bool = False  # the first paths needed a wider circle than the person's own
    lets_cover_go: bool = False
    has_more_beside: bool = False  # the limit left out a path that would stand beside

    @property
    def last(self) -> Easing:
        """The counts are those of its circle: the last one looked at."""
        return self.far or self.near or Easing(None, ())


@dataclass
class Relaxing:
    """One search. Remembers nothing but the need and the directory it asks."""

    need: Need
    surroundings: Surroundings
    wishes: tuple[str, ...] = field(init=False)
    hard: tuple[str, ...] = field(init=False)
    set_aside: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.set_aside = tuple(wish.name for wish in self.need.wishes if self.cannot_be_met(wish))
        wishes = [wish for wish in self.need.wishes if wish.name not in self.set_aside]
        self.wishes = tuple(wish.name for wish in wishes)
        self.hard = tuple(wish.name for wish in wishes if wish.is_hard)

    def cannot_be_met(self, wish: Wish) -> bool:
        """Withdrawal in pregnancy is against the table, hard or not; nobody is open now while nobody has said so."""
        if wish.name == "withdrawal_stay":
            return Kind.WITHDRAWAL_FIRST not in allowed_kinds(self.need)
        return wish.name == OPEN_WISH and not wish.is_hard and not self.surroundings.knows_who_is_open()

    def outcome(self) -> Outcome:
        far = self.first_circle(self.wishes)
        near = far if far and far.miles == self.need.radius else self.near()
        if near is None:
            return self.only_uncovered()
        wanted = [easing for easing in (self.uncovered_beside(near), self.far_beside(near, far)) if easing]
        near_paths, beside = self.chosen(near, wanted)
        paths = [*near_paths]
        for easing in beside:
            spare = self.need.limit - len(paths)  # room that near leaves goes to paths with every wish
            paths += self.ranked(easing, count=1 if not easing.is_covered else spare)
        return Outcome(
            paths=tuple(paths),
            other_kinds=self.other_kinds(near, paths),
            dropped_wishes=self.dropped(near, *beside),
            near=near,
            far=far if far in beside else None,
            is_wider=near.miles != self.need.radius,
            lets_cover_go=any(not easing.is_covered for easing in beside),
            has_more_beside=len(beside) < len(wanted),
        )

    def only_uncovered(self) -> Outcome:
        """No covered path in the whole nation: what there is, marked, instead of nothing."""
        bare = self.first_circle(self.hard, is_covered=False) if self.need.payment else None
        easing = bare and self.keeping_most(bare.miles, is_covered=False)
        if easing is None:
            return Outcome(is_wider=True, dropped_wishes=self.set_aside)
        return Outcome(
            paths=tuple(self.with_both_ways(easing, self.need.limit)),
            dropped_wishes=self.dropped(easing),
            near=easing,
            is_wider=easing.miles != self.need.radius,
            lets_cover_go=True,
        )

    def dropped(self, *shown: Easing) -> tuple[str, ...]:
        """In the person's order: what any shown circle did not have to keep."""
        return tuple(
            wish.name
            for wish in self.need.wishes
            if wish.name in self.set_aside or any(wish.name not in easing.kept for easing in shown)
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

    def first_circle(
        self, kept: tuple[str, ...], *, is_covered: bool = True, begin: float | None = None
    ) -> Easing | None:
        for miles in circles(begin or self.need.radius):
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
        one_for_each_door = {path.match.start: path for path in sorted(found, key=by_cost, reverse=True)}
        return sorted(one_for_each_door.values(), key=by_cost)[:count]

    def uncovered_beside(self, near: Easing) -> Easing | None:
        """The nearest circle without cover, where no covered path lies near enough to be asked of a tired person."""
        limit = COVER_CIRCLE_IN_DANGER if self.need.withdraws_from else COVER_CIRCLE
        if not self.need.payment or is_within(near.miles, limit) or self.has_path(self.hard, miles=limit):
            return None
        bare = self.first_circle(self.hard, is_covered=False, begin=min(self.need.radius, NEAREST_CIRCLE))
        easing = bare and self.keeping_most(bare.miles, is_covered=False)
        return easing if easing and self.is_nearer(easing, near) else None

    def is_nearer(self, easing: Easing, other: Easing) -> bool:
        best, compared = (self.ranked(each, count=1)[0].match for each in (easing, other))
        return self.surroundings.farthest_miles(best) < self.surroundings.farthest_miles(compared)

    def chosen(self, near: Easing, beside: list[Easing]) -> tuple[list[Found], list[Easing]]:
        """Near paths and what stands beside, within the limit; both ways to start outrank a second one beside."""
        beside = beside[: self.need.limit - 1]
        paths = self.with_both_ways(near, self.need.limit - len(beside))
        if len(paths) == 1 and len(beside) == 2 and self.missing_ways(paths, near):
            beside = beside[:1]
            paths = self.with_both_ways(near, self.need.limit - 1)
        return paths, beside

    def with_both_ways(self, easing: Easing, count: int) -> list[Found]:
        """The cheapest paths, both ways to start medicine among the first three where the circle has both."""
        paths = self.ranked(easing, count=count)
        for candidate in self.missing_ways(paths, easing):
            self.make_room(paths, candidate)
        return paths[:count]

    def missing_ways(self, paths: Sequence[Found], easing: Easing) -> list[Found]:
        """The cheapest path of each way that the circle has and the first three do not show."""
        missing = [way for way in WAYS if not any(self.surroundings.holds(path.match.start, way) for path in paths[:3])]
        return [path for way in missing for path in self.ranked(easing, count=1, starting=way)]

    def make_room(self, paths: list[Found], candidate: Found) -> None:
        """Among the first three, in place of the last that no other way needs; what gives way comes next."""
        for place in range(min(3, len(paths)) - 1, 0, -1):
            if not self.is_only_one_of_its_way(paths, place):
                old, rest = paths[place], [path for path in paths[3:] if path != candidate]
                paths[place:] = [candidate, *paths[place + 1 : 3], old, *rest]
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
                for kept in self.prefixes():
                    if found := self.cheapest([kind], Easing(miles, kept), count=2, starting=starting):
                        return found
        return []


def by_cost(path: Found) -> Match:
    return path.match


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
