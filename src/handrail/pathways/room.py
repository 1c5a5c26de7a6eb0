"""Room on the legs of a path: the open places of its facilities, told to this person in their language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from handrail.directory.domain.open_places import OpenPlace, State, state_together
from handrail.directory.index.openness import Openness
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.open_places.queries import open_places_of
from handrail.directory.open_places.words import NOT_MANY, short_words
from handrail.pathways.domain.care_rules import Door
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Availability
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.domain.room import availability, fitting, place_of
from handrail.web.translation import translate


@dataclass(frozen=True)
class Room:
    """What is known of the facilities of one answer. `open_by_call` are open by another source, uncounted."""

    need: Need
    language: str
    at: datetime
    places: Mapping[int, tuple[OpenPlace, ...]]
    open_by_call: Collection[int]

    def on_leg(self, facility_id: int, *, role: str, kind: Kind, is_stay: bool) -> Availability:
        """A call hears of a first dose today: that says nothing of a bed, so it speaks for day visits alone."""
        place = place_of(kind, is_stay=is_stay) if role == "start" else "day"
        known = [each for each in self.places.get(facility_id, ()) if each.state is not State.UNKNOWN]
        if not known and role == "start" and place == "day" and facility_id in self.open_by_call:
            return Availability(state=State.OPEN.value, text=translate(NOT_MANY, self.language))
        fit = fitting(known, self.need, role=role, place=place) if known else ()
        return availability(fit, text=short_words(fit, at=self.at, language=self.language))

    def is_open_for_care(self, facility_id: int, *, door: Door) -> bool:
        """Counted places alone: what a call hears of is the start of an opioid medicine."""
        fit = fitting(self.places.get(facility_id, ()), self.need, role="care", place=door.value)
        return state_together(fit) is State.OPEN


def room_for(*, facility_ids: Collection[int], index: SearchIndex, need: Need, language: str, at: datetime) -> Room:
    """One query, and none where the index has heard of none of them: most pages cost nothing more."""
    openness = index.openness or Openness()
    heard = [each for each in facility_ids if each in openness.heard_until]
    places = open_places_of(facility_ids=heard, at=at) if heard else {}
    return Room(need, language, at, places, {each for each in facility_ids if each in openness.open_until})
