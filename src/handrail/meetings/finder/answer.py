"""All that the page of found meetings says, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.directory.places.place import Place
from handrail.meetings.finder.asking import query_of, zone_of_reader
from handrail.meetings.finder.cards import DayOfCards, Reader, SourceLine, card_of, days_of_cards, sources_of
from handrail.meetings.finder.chips import Chip, chosen_chips, offered_chips
from handrail.meetings.finder.choices import KNOWN, NOW, ONLINE, TODAY
from handrail.meetings.finder.found import FoundList, meetings_found
from handrail.meetings.finder.headings import heading_of_list
from handrail.meetings.finder.medicine_known import MedicineKnown, medicine_known
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.finder.sketch import Sketch, sketch_of
from handrail.meetings.finder.widening import Widening, widenings
from handrail.meetings.wordings.zones import zone_told

OF_TODAY = ("", NOW, TODAY)
SHOWN_BEFORE_ASKED = 6  # of what is online now, beside the form


@dataclass(frozen=True, slots=True)
class Answer:
    """`days` hold the cards; `clock` names the clock by which everything is told. `medicine`: what is known of it,
    where it was asked for and nothing was found."""

    heading: str
    place_name: str
    clock: str
    found: FoundList
    days: Sequence[DayOfCards]
    paused: Sequence[DayOfCards]
    chosen: Sequence[Chip]
    offered: Sequence[Chip]
    sketch: Sketch | None
    sources: Sequence[SourceLine]
    wider: Sequence[Widening]
    medicine: MedicineKnown | None

    @property
    def shown_ids(self) -> frozenset[str]:
        return frozenset(hit.meeting.public_id for hit in self.found.hits)


def answer_of(search: MeetingSearch, place: Place | None, *, language: str, at: datetime) -> Answer:
    zone = zone_of_reader(search, place)
    reader = Reader(zone, language, at)
    query = query_of(search, place=place, zone=zone, at=at)
    found = meetings_found(
        query,
        is_online_too=search.is_online_too,
        steps=search.steps,
        with_suspended=search.is_suspended_shown,
        at=at,
    )
    return Answer(
        heading=heading_of_list(search, place, reader),
        place_name=place.zip or place.label if place else "",
        clock=zone_told(zone, language),
        found=found,
        days=days_of_cards(found.hits, reader, is_of_today=search.when in OF_TODAY),
        paused=paused_cards(found, reader),
        chosen=chosen_chips(search, language),
        offered=offered_chips(search, language),
        sketch=sketch_of(found.hits, place if search.is_near_a_place else None, language),
        sources=sources_of((*found.hits, *found.suspended_hits), reader),
        wider=() if found.total else widenings(search, place, reader),
        medicine=None if found.total else medicine_known(search, language),
    )


def paused_cards(found: FoundList, reader: Reader) -> Sequence[DayOfCards]:
    if not found.suspended_hits:
        return ()
    return (DayOfCards("", tuple(card_of(hit, reader) for hit in found.suspended_hits)),)


@dataclass(frozen=True, slots=True)
class OnlineNow:
    """What anybody could join, before they said where they are."""

    days: Sequence[DayOfCards]
    clock: str
    is_loaded: bool


def online_now(*, language: str, at: datetime, zone: str = "") -> OnlineNow:
    """By the clock that stands in the form beside it: the one chosen, else that of most people. The page names it."""
    known = MeetingSearch(where=ONLINE, zone=zone if zone in KNOWN["zone"] else "")
    reader = Reader(zone_of_reader(known, None), language, at)
    query = query_of(known, place=None, zone=reader.zone, at=at)
    found = meetings_found(query, is_online_too=True, steps=1, with_suspended=False, at=at)
    shown = days_of_cards(found.hits[:SHOWN_BEFORE_ASKED], reader)
    return OnlineNow(shown, zone_told(reader.zone, language), found.is_loaded)
