"""Which two rows may be one place. A person decides: this only says where to look."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from handrail.directory.domain.identity import Identity
from handrail.web.translation import mark

# Product choices. A name and phone shared by more rows is a provider with one call center, not one place; a building
# with more rows is a campus, and comparing each with each would take long.
MOST_BEHIND_ONE_PHONE, MOST_IN_ONE_BUILDING = 3, 12
LEAST_NAME_SHARED = 0.6  # share of words two names have in common to be "similar"; product choice


class Pair(NamedTuple):
    first: int
    second: int
    why: str


def suggested_pairs(places: Iterable[tuple[int, Identity]]) -> list[Pair]:
    """The surest first. Two programs of one house with names of their own are neighbors, and are not suggested."""
    places = sorted(places)
    found: dict[tuple[int, int], str] = {}
    for why, key, most, is_alike in RULES:
        for first, second in alike_in_groups(places, key, most):
            if is_alike(first[1], second[1]):
                found.setdefault((first[0], second[0]), why)
    return [Pair(*pair, why) for pair, why in found.items()]


Place = tuple[int, Identity]


def alike_in_groups(
    places: list[Place], key: Callable[[Identity], Hashable | None], most: int
) -> Iterator[tuple[Place, Place]]:
    groups: dict[Hashable, list[Place]] = defaultdict(list)
    for place in places:
        if (value := key(place[1])) is not None:
            groups[value].append(place)
    for group in groups.values():
        if len(group) <= most:
            yield from combinations(group, 2)


def building(one: Identity) -> Hashable | None:
    return (one.is_mental_health, one.street, one.zip) if one.street else None


def phone_and_name(one: Identity) -> Hashable | None:
    return (one.is_mental_health, one.phone, one.name, one.state) if one.phone else None


def has_similar_name(first: Identity, second: Identity) -> bool:
    if first.program and second.program and first.program != second.program:
        return False
    mine, theirs = set(first.name.split()), set(second.name.split())
    return len(mine & theirs) >= LEAST_NAME_SHARED * len(mine | theirs)


def has_no_other_program(first: Identity, second: Identity) -> bool:
    return not (first.program and second.program and first.program != second.program)


RULES = (
    ("building", building, MOST_IN_ONE_BUILDING, has_similar_name),
    ("phone", phone_and_name, MOST_BEHIND_ONE_PHONE, has_no_other_program),
)


class MergeRefused(Exception):
    """The message may be shown to the person who asked."""


def check_merge(
    *,
    kept: int,
    merged: int,
    kept_is_merged: bool,
    kept_is_listed: bool,
    merged_is_merged: bool,
    merged_has_others: bool,
) -> None:
    """One step deep, never a chain and never a ring: whoever follows one link has arrived where it is listed."""
    if kept == merged:
        raise MergeRefused(mark("A place cannot be merged into itself."))
    if merged_is_merged:
        raise MergeRefused(mark("This place was already merged."))
    if kept_is_merged:
        raise MergeRefused(mark("The place you keep was itself merged into another. Keep that one instead."))
    if not kept_is_listed:
        raise MergeRefused(mark("The place you keep is closed or no longer listed. Keep the other one."))
    if merged_has_others:
        raise MergeRefused(mark("Other places were merged into this one. Keep it, or undo those first."))


def check_alike(one: Identity, other: Identity, *, is_suggested: bool) -> None:
    """A merge takes a place out of every search, so nobody merges what does not look like one place (S17)."""
    if one.state != other.state:
        raise MergeRefused(mark("These two are in different states: they are not one place."))
    if not has_common_door(one, other):
        raise MergeRefused(mark("These two have neither an address nor a phone number in common."))
    if not is_suggested:
        raise MergeRefused(mark("Only two entries that this list shows side by side can be merged."))


def has_common_door(one: Identity, other: Identity) -> bool:
    is_one_building = building(one) is not None and building(one) == building(other)
    return is_one_building or bool(one.phone and one.phone == other.phone)
