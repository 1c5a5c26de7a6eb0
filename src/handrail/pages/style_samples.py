"""One of each part of a health page, for the style guide. The words are the product's own, said of nothing."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from handrail.learn.domain.kinds import BlockKind, CardLevel, ListStyle, NextStep, Strength, Topic
from handrail.learn.domain.kinds import Picture as PictureName
from handrail.learn.domain.public_claims import PublicClaim, PublicSource
from handrail.learn.reading.claims_by_topic import TopicClaims
from handrail.learn.reading.drawn import drawing_of
from handrail.learn.reading.notes import ClaimShown, Note
from handrail.learn.reading.queries import Listed
from handrail.learn.reading.shown import Part, WayOn
from handrail.learn.topics import topic_words
from handrail.web.translation import CATALOGS, ENGLISH, mark, translate

DAY = date(2026, 11, 23)
HEADING, WORDS, MORE = mark("Before you go"), mark("Start medicine, safely"), mark("People and routines that hold")


@dataclass(frozen=True)
class Samples:
    """What the guide hands to the macros of health pages."""

    parts: list[Part]
    pictures: list[Part]
    ways_on: list[WayOn]
    pages: list[Listed]
    shown: Any
    topic: Any
    groups: list[TopicClaims]
    path: str = "/heroin/naloxone/"


@cache
def samples(language: str) -> Samples:
    heading, words, more = (translate(text, language) for text in (HEADING, WORDS, MORE))
    said, page = Markup("<p>{}</p>").format(words), listed(language, words)
    claims = [ClaimShown(words, strength, strength is not Strength.LIMITED, DAY, (1,)) for strength in Strength]
    topic = topic_words()[Topic.UNDERSTAND]
    return Samples(
        parts=[part(kind, heading, claims, **fields) for kind, fields in fields_of(said, words, more)],
        pictures=[
            part(BlockKind.PICTURE, "", claims, drawing=drawing_of(name, language if language in CATALOGS else ENGLISH))
            for name in PictureName
        ],
        ways_on=[WayOn(page=page), *(WayOn(way=step) for step in NextStep)],
        pages=[page],
        shown=page_shown(language, words, topic),
        topic=topic,
        groups=[TopicClaims("sample", heading, [(words, row(strength, more)) for strength in Strength])],
    )


def part(kind: BlockKind, heading: str, claims: list[ClaimShown], **fields: Any) -> Part:
    return Part(kind, heading, claims, is_unconfirmed=True, **fields)


def fields_of(said: Markup, words: str, more: str) -> list[tuple[BlockKind, dict[str, Any]]]:
    items = [escape(words), escape(more)]
    table = {"caption": words, "head": [words, more], "rows": [[words, more], [more, words]]}
    return [
        (BlockKind.TEXT, {"body": said}),
        *((BlockKind.LIST, {"style": style, "items": items}) for style in ListStyle),
        *((BlockKind.CARD, {"level": level, "body": said}) for level in CardLevel),
        (BlockKind.TABLE, table),
        (BlockKind.CHANGE, {"then": said, "now": said}),
    ]


def listed(language: str, words: str) -> Listed:
    return Listed(0, "naloxone", Topic.UNDERSTAND, language, words, words, ("me",))


def source(title: str) -> PublicSource:
    return PublicSource(key="handrail", author="Handrail", title=title, publisher="", year=2026, url="")


def row(strength: Strength, source_title: str) -> PublicClaim:
    return PublicClaim(
        key=f"sample-{strength}",
        text={},  # its words stand beside it in the row
        strength=strength,
        is_confirmed=strength is not Strength.LIMITED,
        checked_on=DAY,
        sources=(source(source_title),),
    )


def page_shown(language: str, words: str, topic: Any) -> Any:
    """A page that was never reviewed and is overdue, so that every warning stands there."""
    article = SimpleNamespace(title=words, kind="usual", reviewed_on=None, checked_on=DAY, author="Handrail")
    return SimpleNamespace(
        article=article,
        language=language,
        topic=topic,
        notes=[Note(1, source(words))],
        has_unconfirmed=True,
        next_review_due=DAY,
        is_overdue=True,
    )
