"""The words of all live pages, kept in memory until one of them is published anew or taken back."""

from dataclasses import dataclass
from typing import Any

from handrail.learn.domain.folded_words import Words, words_of
from handrail.learn.domain.other_words import MEANT
from handrail.learn.domain.page_ranking import ANSWER, BODY, HEADINGS, QUESTION, Weighted, stem, weighted
from handrail.learn.models import Article
from handrail.learn.plain_rich_text import plain_text
from handrail.learn.reading.parts import parts, plain_texts, rich_texts
from handrail.learn.reading.queries import Contents, contents, readable

State = frozenset[tuple[Any, ...]]


@dataclass(frozen=True)
class Known:
    """Every word that stands in some page of one language."""

    words: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True)
class Searchable:
    """What is searched: each live page by its number, and the words of each language."""

    state: State
    contents: Contents
    pages: dict[int, Weighted]
    known: dict[str, Known]
    leading: frozenset[str]  # every word that leads to some page, also those that people use and we do not


class PagesKept:
    """One query tells whether what is kept is still what readers see; two more read it anew."""

    def __init__(self) -> None:
        self.kept: Searchable | None = None

    def __call__(self) -> Searchable:
        state = frozenset(readable().values_list("pk", "live_revision_id", "last_published_at", "slug"))
        kept = self.kept
        if kept is None or kept.state != state:
            kept = self.kept = read(state)
        return kept


pages_kept = PagesKept()


def read(state: State) -> Searchable:
    all_pages = contents()
    order = {page.pk: place for place, page in enumerate(all_pages.pages)}
    pages: dict[int, Weighted] = {}
    words: dict[str, set[str]] = {}
    for article in readable().select_related("locale").filter(pk__in=order):
        said = words_by_weight(article)
        words.setdefault(article.language, set()).update(*said.values())
        pages[article.pk] = weighted(order[article.pk], said)
    known = {language: Known(frozenset(found), frozenset(map(stem, found))) for language, found in words.items()}
    theirs = (word for table in MEANT.values() for phrase in table for word in phrase)
    leading = frozenset(theirs).union(*(each.words for each in known.values()))
    return Searchable(state, all_pages, pages, known, leading)


def words_by_weight(article: Article) -> dict[int, Words]:
    headings, body = [], []
    for kind, value in parts(article):
        headings.append(value.get("heading") or "")
        body += [*plain_texts(kind, value), *map(plain_text, rich_texts(kind, value))]
    texts = {QUESTION: article.title, ANSWER: article.answer, HEADINGS: " ".join(headings), BODY: " ".join(body)}
    return {weight: words_of(text) for weight, text in texts.items()}
