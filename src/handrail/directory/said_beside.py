"""What a card says besides its listing: the numbers in the order to call, and open places that are still fresh."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from handrail.directory.call_lines import CallLine, call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, numbers_found
from handrail.directory.domain.open_places import OpenPlace, State
from handrail.directory.models import Facility
from handrail.directory.open_places.queries import open_places_of
from handrail.directory.open_places.words import short_words


@dataclass(frozen=True)
class Room:
    """`state` is "open" or "full"; of what is unknown a card says nothing."""

    state: str
    text: str


@dataclass(frozen=True)
class Said:
    """`lines` are the numbers to call, the first first."""

    lines: tuple[CallLine, ...] = ()
    room: Room | None = None


NOTHING_SAID = Said()


class Saying(Protocol):
    """A card of any kind: a frozen dataclass with room for what was said."""

    @property
    def facility(self) -> Facility: ...

    @property
    def said(self) -> Said: ...


Card = TypeVar("Card", bound=Saying)


def with_what_was_said(cards: Iterable[Card], language: str, *, at: datetime) -> list[Card]:
    """The same cards, in one query for all of them, and at times those of `numbers_found`."""
    cards = list(cards)
    if not cards:
        return []
    found, places = numbers_found(at=at), open_places_of(facility_ids=[card.facility.pk for card in cards], at=at)
    return [
        said_on(
            card,
            call_lines(card.facility, language, found.get(card.facility.pk, NOTHING_FOUND)),
            room(places.get(card.facility.pk, ()), language, at=at),
        )
        for card in cards
    ]


def said_on(card: Any, lines: tuple[CallLine, ...], known: Room | None) -> Any:
    return replace(card, said=Said(lines, known))


def room(places: Iterable[OpenPlace], language: str, *, at: datetime) -> Room | None:
    fresh = [place for place in places if place.state is not State.UNKNOWN]
    if not fresh:
        return None
    is_open = any(place.state is State.OPEN for place in fresh)
    return Room((State.OPEN if is_open else State.FULL).value, short_words(fresh, at=at, language=language))
