"""A card as HTML, made once for each path that says the same, with gaps for what changes from reader to reader.

Two thirds of a page of paths are cards. A sheet is remembered under the words of its path (`telling.Told`), which
belong to one index and one hour; when they are forgotten, so is the sheet, and a rare need has none to remember. What
is not of the words, how far a place is from home, whether it has room today and answers here, which meetings are next,
stands in a gap and is written anew for each reader. So memory holds facilities and the words that were asked for,
`MOST_SHEETS` of them and in this process alone; it knows nobody and no home (P1).
"""

import re
import secrets
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.utils.translation import override
from markupsafe import Markup, escape

from handrail.pages.path_cards import Card
from handrail.pathways.domain.belonging import Tonight
from handrail.pathways.domain.paths import Availability, Leg
from handrail.pathways.telling import Told
from handrail.pathways.telling_meetings import tell_meetings
from handrail.web.formats import format_miles
from handrail.web.rendering import environment

CARD, PARTS = "pages/components/path_card.jinja", "pages/components/card_parts.jinja"
MEETINGS = "pages/components/meetings_tonight.jinja"
MOST_SHEETS = 4_096  # some 5 kB each; then it starts anew
GAP = f"gap-{secrets.token_hex(8)}"  # no facility can list a name that reads as a gap
GAPS = re.compile(rf"{GAP}-([a-z]+)-([a-z]+)\.")


class Look(NamedTuple):
    """How a page wants a card: the words over its reasons, and whether the questions stand open."""

    why: str
    is_open: bool = False


class Gap(NamedTuple):
    """What is written in between two pieces: `shows` of the leg with this role."""

    shows: str
    role: str


class Sheet(NamedTuple):
    """The pieces of a card's HTML, one more than its gaps."""

    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...]


class CardSheets:
    """The sheets made lately."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.known: WeakKeyDictionary[Told, dict[tuple, Sheet]] = WeakKeyDictionary()
        self.made = 0

    def html(self, card: Card, *look: object) -> Markup:
        return filled(self.sheet(card, Look(*look)), card)

    def sheet(self, card: Card, look: Look) -> Sheet:
        if card.path.told is None:
            return sheet_of(card, look)  # a rare need, or nothing to remember it under
        key = (card.language, card.is_first_of_kind, look, card.found)
        sheet = self.known.get(card.path.told, {}).get(key)
        if sheet is None:
            sheet = sheet_of(card, look)
            if self.made >= MOST_SHEETS:
                self.forget()
            self.known.setdefault(card.path.told, {})[key] = sheet
            self.made += 1
        return sheet


def sheet_of(card: Card, look: Look) -> Sheet:
    html = str(macros(CARD, card.language).path_card(card, look, GAP))
    pieces = GAPS.split(html)
    return Sheet(tuple(pieces[::3]), tuple(map(Gap, pieces[1::3], pieces[2::3])))


def filled(sheet: Sheet, card: Card) -> Markup:
    legs = {leg.role: leg for leg in card.path.legs}
    parts = [sheet.pieces[0]]
    for gap, piece in zip(sheet.gaps, sheet.pieces[1:], strict=True):
        parts += (SHOWN[gap.shows](legs[gap.role], card), piece)
    return Markup("".join(parts))  # noqa: S704  (pieces come out of the template escaped, and so do both fillings)


def away(leg: Leg, card: Card) -> str:
    return escape(format_miles(leg.distance_miles or 0.0, card.language))


def room(leg: Leg, card: Card) -> str:
    return room_of(leg.availability, card.language)


def expect(leg: Leg, card: Card) -> str:
    """Whether they answer here, or by telephone alone: the seeker always sees which (S17)."""
    is_answering = leg.facility is not None and leg.facility.pk in card.answering
    return expect_of(leg.facility.public_id if is_answering else "", card.language)


def meetings(leg: Leg, card: Card) -> str:
    """Written once for all cards of an answer, and forgotten with it: it tells where somebody looks."""
    if leg.tonight is None:
        return ""
    written = of_one_answer.setdefault(leg.tonight, {})
    if card.language not in written:
        told = tell_meetings(leg.tonight, card.language)
        with override(card.language):
            written[card.language] = str(macros(MEETINGS, card.language).meetings_tonight(told))
    return written[card.language]


of_one_answer: WeakKeyDictionary[Tonight, dict[str, str]] = WeakKeyDictionary()


@lru_cache(maxsize=1024)
def room_of(known: Availability, language: str) -> str:
    return str(macros(PARTS, language).availability(known))


@lru_cache(maxsize=1024)
def expect_of(public_id: str, language: str) -> str:
    with override(language):
        return str(macros(PARTS, language).expect(public_id, "kept"))


def macros(template: str, language: str):
    return environment(language).get_template(template).module


SHOWN: dict[str, Callable[[Leg, Card], str]] = {"away": away, "room": room, "expect": expect, "meetings": meetings}

card_sheets = CardSheets()
