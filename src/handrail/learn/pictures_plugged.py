"""Drawings as a page shows them: an SVG, and its table behind it. `learn.pictures` draws them from its data files."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from markupsafe import Markup

PICTURES = "handrail.learn.pictures"


@dataclass(frozen=True)
class Drawing:
    """`svg` is our own, from figures with sources."""

    name: str
    svg: Markup
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@cache
def drawing_of(name: str, language: str) -> Drawing | None:
    pictures = drawn_here()
    if pictures is None:
        return None
    table = pictures.picture_table(name, language)
    svg = Markup(pictures.picture_svg(name, language))  # noqa: S704 - drawn by us, from our own files
    return Drawing(name, svg, table.caption, table.head, table.rows)


def drawn_here() -> ModuleType | None:
    found = import_module(PICTURES) if find_spec(PICTURES) else None
    return found if hasattr(found, "picture_svg") else None
