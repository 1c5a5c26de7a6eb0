"""A path on paper says what its card says: its warnings, what to ask, and what room there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.pages.forms import Search, SearchRefused
from handrail.pages.urgency import urgent
from handrail.pathways.domain.paths import Leg, Line, Path
from handrail.pathways.queries import find_paths
from handrail.pathways.telling_meetings import MeetingsTold, tell_meetings


@dataclass(frozen=True)
class PrintedPath:
    """`dangers` are what the page of paths says first of all. `legs` are by the public id of their place."""

    path: Path
    dangers: tuple[Line, ...]
    legs: Mapping[str, Leg]
    language: str
    helps: bool

    @property
    def belong(self) -> Leg:
        return self.path.legs[-1]

    @property
    def meetings(self) -> MeetingsTold | None:
        return tell_meetings(self.belong.tonight, self.language) if self.belong.tonight else None


def printed_path(search: Search, ids: tuple[str, ...], language: str, *, at: datetime) -> PrintedPath | None:
    """The path of this search that leads through these places; None where the directory has changed since."""
    try:
        need, place = search.need(), resolve_place(search.place)
    except (SearchRefused, PlaceUnknown, PlaceAmbiguous):
        return None
    found = find_paths(need=need, place=place, language=language, at=at, who=search.who)
    path = next((path for path in (*found.paths, *found.other_kinds) if tuple(legs_of(path)) == ids), None)
    if path is None:
        return None
    return PrintedPath(path, tuple(urgent(found.first)), legs_of(path), language, helps=search.who != "myself")


def legs_of(path: Path) -> dict[str, Leg]:
    """In the order of the steps; a place that is two of them stands there once, as its first."""
    legs: dict[str, Leg] = {}
    for leg in path.legs:
        if leg.facility is not None:
            legs.setdefault(leg.facility.public_id, leg)
    return legs
