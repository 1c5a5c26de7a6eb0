"""The places that typed words name: towns with their pages, states, or a point to look around."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from handrail.directory.browsing.queries import state_called, town_called
from handrail.directory.browsing.towns import State, Town
from handrail.directory.index.words import Spellings
from handrail.directory.places.gazetteer import gazetteer
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import LARGE_TOWN_ZIPS, STATE_KEYS, resolve_place
from handrail.directory.places.spelling import town_key
from handrail.directory.places.states import MILITARY
from handrail.directory.places.town_slugs import town_slug


@dataclass(frozen=True)
class TypedPlaces:
    """`points` are places to look around, each with its town's page where places are listed there."""

    states: tuple[State, ...] = ()
    points: tuple[tuple[Place, Town | None], ...] = ()
    is_corrected: bool = False

    @property
    def only(self) -> Place | None:
        """The one point that is meant: there is no choice, or it is the largest of those that were nearly typed."""
        return self.points[0][0] if len(self.points) == 1 or (self.points and self.is_corrected) else None

    @property
    def state(self) -> str | None:
        if self.only:
            return self.only.state
        return self.states[0].code if len(self.states) == 1 and not self.points else None

    @property
    def label(self) -> str:
        """The first of them, for "Showing results for ..."."""
        return self.points[0][0].label if self.points else self.states[0].name if self.states else ""

    def __bool__(self) -> bool:
        return bool(self.states or self.points)


def is_place(words: Sequence[str]) -> bool:
    try:
        resolve_place(" ".join(words))
    except PlaceAmbiguous:
        return True
    except PlaceUnknown as unknown:
        return unknown.code == "state_alone"
    return True


def is_large_town(words: Sequence[str]) -> bool:
    """A name that means one town to everybody, as "Chicago" does."""
    try:
        place = resolve_place(" ".join(words))
    except (PlaceAmbiguous, PlaceUnknown):
        return False
    towns = gazetteer().towns_called(town_key(list(words)))
    return place.zip is None and any(town.zips >= LARGE_TOWN_ZIPS and town.state == place.state for town in towns)


def places_named(words: Sequence[str]) -> TypedPlaces:
    """Empty where the words name no place."""
    return TypedPlaces(states_named(words), points_named(words)) if words else TypedPlaces()


def nearly_named(words: Sequence[str]) -> TypedPlaces:
    """Places whose name is almost what was typed: of one state where the state is typed."""
    if not words:
        return TypedPlaces()
    states = tuple(filter(None, (state_called(slug=STATE_KEYS[key]) for key in state_spellings().near("".join(words)))))
    if states:
        return TypedPlaces(states=tuple(dict.fromkeys(states)), is_corrected=True)
    try:
        resolve_place(" ".join(words))
    except PlaceUnknown as unknown:
        return TypedPlaces(points=with_towns(unknown.suggestions), is_corrected=True)
    except PlaceAmbiguous:
        pass
    return TypedPlaces()


def states_named(words: Sequence[str]) -> tuple[State, ...]:
    code = STATE_KEYS.get("".join(words))
    state = state_called(slug=code) if code and code not in MILITARY else None
    return (state,) if state else ()


def points_named(words: Sequence[str]) -> tuple[tuple[Place, Town | None], ...]:
    """Of several towns of a name those where something is listed, if there is one."""
    try:
        return with_towns([resolve_place(" ".join(words))])
    except PlaceAmbiguous as ambiguous:
        found = with_towns(ambiguous.choices)
        return tuple(pair for pair in found if pair[1]) or found
    except PlaceUnknown:
        return ()


def with_towns(places: Sequence[Place]) -> tuple[tuple[Place, Town | None], ...]:
    return tuple((place, town_called(state=place.state, slug=town_slug(town_name(place)))) for place in places)


def town_name(place: Place) -> str:
    """The town of a label, or of a ZIP code."""
    if place.zip is None:
        return place.label.rpartition(", ")[0]
    held = gazetteer()
    position = held.position(place.zip)
    return held.cities[held.city_of_zip[position]][0] if position is not None else ""


@cache
def state_spellings() -> Spellings:
    return Spellings(key for key, state in STATE_KEYS.items() if state not in MILITARY)
