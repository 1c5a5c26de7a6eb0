"""A sheet of paper to carry to the telephone: up to twenty places, or the steps of one path."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.directory.models import Facility
from handrail.directory.said_beside import with_what_was_said
from handrail.pages.list_cards import ListCard, list_card
from handrail.pages.picked import well_formed
from handrail.web.qr import QrDrawing, qr_drawing

BETWEEN = "."
MOST_LEGS = 2


@dataclass(frozen=True)
class SheetPlace:
    """`public_address` is whole, so that it works from paper."""

    number: int
    card: ListCard
    public_address: str
    qr: QrDrawing


def sheet_places(
    facilities: Sequence[Facility], language: str, *, absolute: Callable[[str], str], at: datetime
) -> tuple[SheetPlace, ...]:
    cards = with_what_was_said([list_card(facility, language) for facility in facilities], language, at=at)
    return tuple(sheet_place(number, card, absolute) for number, card in enumerate(cards, start=1))


def sheet_place(number: int, card: ListCard, absolute: Callable[[str], str]) -> SheetPlace:
    address = absolute(card.address)
    return SheetPlace(number, card, address, qr_drawing(address))


def path_ids(text: str) -> tuple[str, ...]:
    """The legs of a path as a button sends them: `start.continue`, or one id where one place is both."""
    return well_formed(text.split(BETWEEN))[:MOST_LEGS]
