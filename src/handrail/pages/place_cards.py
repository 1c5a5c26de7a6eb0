"""One place of a facility search as its card shows it: the call, the source, why it is here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handrail.directory.facility_facts import source_words
from handrail.directory.models import Facility
from handrail.directory.said_beside import NOTHING_SAID, Said, with_what_was_said
from handrail.pages.path_cards import facility_pages
from handrail.pathways.domain.paths import CarePlace, Line
from handrail.pathways.wording import say

SHORTER = frozenset({"contingency_management"})  # what it rests on is said under "Why", in full
TAGGED = ("withdrawal_bed_", "alcohol_medicine", "contingency_management", "open_now", "cover_", "wish_")


@dataclass(frozen=True)
class PlaceCard:
    """`place` counts from 0."""

    found: CarePlace
    language: str
    place: int
    said: Said = NOTHING_SAID

    @property
    def facility(self) -> Facility:
        facility: Facility = self.found.facility
        return facility

    @property
    def address(self) -> str:
        """Of the facility's page."""
        return f"{facility_pages(self.language)}{self.facility.public_id}/"

    @property
    def source(self) -> str:
        return source_words(self.facility, self.language)

    @property
    def tags(self) -> tuple[Line, ...]:
        tagged = [line for line in self.found.reasons if line.code.startswith(TAGGED)]
        return tuple(
            replace(line, text=say("tag", line.code, self.language)) if line.code in SHORTER else line
            for line in tagged
        )


def place_cards(places: Sequence[CarePlace], language: str, *, at: datetime) -> list[PlaceCard]:
    cards = [PlaceCard(found, language, place) for place, found in enumerate(places)]
    return with_what_was_said(cards, language, at=at)
