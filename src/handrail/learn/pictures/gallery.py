"""The pictures of the health pages: each as a drawing, a table, a text and its sources, all from one data file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import NamedTuple

from handrail.learn.pictures import deaths, receptor, tolerance, withdrawal
from handrail.learn.pictures.drawing import NARROW, WIDE, Drawing, Paper
from handrail.learn.pictures.reading import Picture, Source, Statement, Words, picture, sources, words_for


@dataclass(frozen=True)
class Maker:
    """How a picture becomes a drawing and a table."""

    draw: Callable[[Picture, Words, Paper], Drawing]
    rows: Callable[[Picture, Words], list[list[str]]]


MAKERS = {
    "withdrawal": Maker(withdrawal.draw, withdrawal.rows),
    "tolerance": Maker(tolerance.draw, tolerance.rows),
    "deaths": Maker(deaths.draw, deaths.rows),
    "receptor": Maker(receptor.draw, receptor.rows),
}
PICTURES = tuple(MAKERS)


class Table(NamedTuple):
    """What stands behind a picture for who would rather read, or listen."""

    caption: str
    head: tuple[str, ...]
    rows: list[list[str]]


@dataclass(frozen=True)
class Citation:
    """A source, when we last looked, and whether all that the picture takes from it was read in it."""

    source: Source
    checked: date
    is_confirmed: bool


@cache
def picture_svg(name: str, language: str) -> str:
    """Two drawings of the same numbers, for a phone and for a page, under one name and one description.

    The stylesheet shows the one that fits; without it only the first is seen.
    """
    words = words_for(picture(name), language)
    named = f'<title id="picture-{name}">{escape(words.heading)}</title>'
    told = f'<desc id="picture-{name}-words">{escape(words.text)}</desc>'
    return f"{svg(name, words, NARROW, named + told)}{svg(name, words, WIDE)}"


def svg(name: str, words: Words, paper: Paper, described: str = "") -> str:
    drawing = MAKERS[name].draw(picture(name), words, paper)
    hidden = ' display="none"' if paper.is_wide else ""
    size = f'viewBox="0 0 {paper.width:g} {drawing.height:g}" width="{paper.width:g}" height="{drawing.height:g}"'
    return (
        f'<svg class="picture {paper.name}" {size} font-size="13"{hidden} role="img"'
        f' aria-labelledby="picture-{name}" aria-describedby="picture-{name}-words">'
        f"{described}{''.join(drawing.marks)}</svg>"
    )


def picture_heading(name: str, language: str) -> str:
    """The one sentence to stand over the picture."""
    return words_for(picture(name), language).heading


def picture_text(name: str, language: str) -> str:
    """The whole picture in words."""
    return words_for(picture(name), language).text


def picture_table(name: str, language: str) -> Table:
    """Caption, head and rows: every number of the picture, with its source, and its mark where it is not confirmed."""
    drawn_from = picture(name)
    words = words_for(drawn_from, language)
    caption = f"{words.caption} {words.say('unconfirmed')}" if drawn_from.has_unconfirmed else words.caption
    return Table(caption, words.head, MAKERS[name].rows(drawn_from, words))


def picture_sources(name: str) -> tuple[Citation, ...]:
    """Each source once, in the order in which the data file names it."""
    return citations(picture(name).evidence, checked=picture(name).checked)


def citations(evidence: Sequence[Statement], *, checked: date) -> tuple[Citation, ...]:
    keys = dict.fromkeys(key for each in evidence for key in each.sources)
    return tuple(
        Citation(sources()[key], checked, all(each.is_confirmed for each in evidence if key in each.sources))
        for key in keys
    )
