"""A picture as a page shows it: the drawing, and behind it the same in words, as a table, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from handrail.learn.pictures import gallery


@dataclass(frozen=True)
class Drawing:
    """`svg` is our own, from figures with sources."""

    name: str
    svg: Markup
    heading: str
    text: str
    table: gallery.Table
    sources: Sequence[gallery.Citation]


@cache
def drawing_of(name: str, language: str) -> Drawing:
    return Drawing(
        name=name,
        svg=Markup(gallery.picture_svg(name, language)),  # noqa: S704 - drawn by us, from our own files
        heading=gallery.picture_heading(name, language),
        text=gallery.picture_text(name, language),
        table=gallery.picture_table(name, language),
        sources=gallery.picture_sources(name),
    )
