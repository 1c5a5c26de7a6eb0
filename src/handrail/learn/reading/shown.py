"""A page as its template shows it: parts with their notes, links that lead somewhere, and ways on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from handrail.learn.domain.kinds import BlockKind, Topic
from handrail.learn.domain.review import is_overdue
from handrail.learn.links import for_readers
from handrail.learn.models import Article
from handrail.learn.reading.drawn import Drawing, drawing_of
from handrail.learn.reading.notes import ClaimShown, Note, Notes
from handrail.learn.reading.parts import Value, chosen, claims_of, listed, parts, rows_of
from handrail.learn.reading.queries import Contents, Listed, claims_called
from handrail.learn.topics import TopicWords, topic_words

NOTHING = Markup()


@dataclass(frozen=True)
class Part:
    """One part of the page. Which fields are filled depends on its kind."""

    kind: BlockKind
    heading: str
    rests_on: list[ClaimShown]
    is_unconfirmed: bool
    body: Markup = NOTHING
    style: str = ""
    items: list[Markup] = field(default_factory=list)
    level: str = ""
    drawing: Drawing | None = None
    caption: str = ""
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    then: Markup = NOTHING
    now: Markup = NOTHING

    @property
    def notes(self) -> list[int]:
        return sorted({number for claim in self.rests_on for number in claim.notes})


@dataclass(frozen=True)
class WayOn:
    """A next step: a way of ours by its name, or another page."""

    way: str = ""
    page: Listed | None = None


@dataclass(frozen=True)
class Shown:
    """Everything on the page."""

    article: Article
    language: str  # of the words, which may be another than the reader's
    topic: TopicWords
    parts: list[Part]
    notes: list[Note]
    ways_on: list[WayOn]
    related: list[Listed]
    has_unconfirmed: bool
    next_review_due: date
    is_overdue: bool


def shown(article: Article, *, contents: Contents, language: str, today: date) -> Shown:
    """`language` is the reader's: links lead to pages in it, also from words in the other."""
    stored = list(parts(article))
    claims = claims_called(key for _, value in stored for key in claims_of(value))
    notes = Notes(claims, article.language)
    addresses = contents.addresses(language)
    ways = list(ways_on(article, contents, language))
    led_to = {way.page.pk for way in ways if way.page}
    made = [part(kind, value, notes, addresses, article.language) for kind, value in stored]
    return Shown(
        article=article,
        language=article.language,
        topic=topic_words()[Topic(article.topic)],
        parts=made,
        notes=notes.all(),
        ways_on=ways,
        related=[page for page in related(article, contents, language) if page.pk not in led_to],
        has_unconfirmed=any(one.is_unconfirmed for one in made),
        next_review_due=article.next_review_due,
        is_overdue=is_overdue(article.next_review_due, today=today),
    )


def related(article: Article, contents: Contents, language: str) -> Iterator[Listed]:
    yield from filter(None, (page_called(pk, contents, language) for _, pk in chosen(article.related)))


def part(kind: str, value: Value, notes: Notes, addresses: Mapping[int, str], language: str) -> Part:
    def rich(html: str) -> Markup:
        return Markup(for_readers(html or "", addresses))  # noqa: S704 - cleaned there, of all but what is named

    rests_on = notes.of(claims_of(value))
    return Part(
        kind=BlockKind(kind),
        heading=value.get("heading") or "",
        rests_on=rests_on,
        is_unconfirmed=len(rests_on) < len(claims_of(value)) or any(not claim.is_confirmed for claim in rests_on),
        **FIELDS[BlockKind(kind)](value, rich, language),
    )


def rows_in_full(value: Value) -> dict[str, Any]:
    return {"caption": value.get("caption") or "", "head": listed(value.get("head")), "rows": rows_of(value)}


FIELDS: dict[BlockKind, Any] = {
    BlockKind.TEXT: lambda value, rich, language: {"body": rich(value["body"])},
    BlockKind.LIST: lambda value, rich, language: {
        "style": value["style"],
        "items": [unwrapped(rich(item)) for item in listed(value["items"])],
    },
    BlockKind.CARD: lambda value, rich, language: {"level": value["level"], "body": rich(value["body"])},
    BlockKind.PICTURE: lambda value, rich, language: {"drawing": drawing_of(value["name"], language)},
    BlockKind.TABLE: lambda value, rich, language: rows_in_full(value),
    BlockKind.CHANGE: lambda value, rich, language: {"then": rich(value["then"]), "now": rich(value["now"])},
}


def unwrapped(html: Markup) -> Markup:
    """The editor puts a point of one paragraph into a paragraph; the list already makes room between points."""
    is_one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[len("<p>") : -len("</p>")] if is_one else html


def ways_on(article: Article, contents: Contents, language: str) -> Iterator[WayOn]:
    for kind, value in chosen(article.next_steps):
        if kind == "way":
            yield WayOn(way=value)
        elif page := page_called(value, contents, language):
            yield WayOn(page=page)


def page_called(pk: int, contents: Contents, language: str) -> Listed | None:
    """The page in the reader's language, whichever language the link was made to."""
    found = next((page for page in contents.pages if page.pk == pk), None)
    return contents.called(found.slug, language) if found else None
