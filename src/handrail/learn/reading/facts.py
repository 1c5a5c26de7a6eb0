"""A stored page as the rules see it."""

from collections.abc import Mapping

from handrail.learn.domain.blocks import Block, Link, PageFacts
from handrail.learn.domain.kinds import HEALTH_KINDS, BlockKind, CardLevel
from handrail.learn.links import link_to, links_in
from handrail.learn.models import Article
from handrail.learn.plain_rich_text import plain_text
from handrail.learn.reading.parts import Value, chosen, claims_of, parts, plain_texts, rich_texts


def page_facts(article: Article, *, slugs: Mapping[int, str], unread: Mapping[int, str]) -> PageFacts:
    """`slugs` of the pages that readers can reach, by id. `unread`: what to call those that they cannot."""
    known = {**slugs, article.pk: article.slug}
    blocks = tuple(block(kind, value, known, unread) for kind, value in parts(article))
    return PageFacts(
        slug=article.slug,
        is_health=article.kind in HEALTH_KINDS,
        blocks=blocks,
        texts=(article.title, article.answer),
        ways_on=ways_on(article, known, unread),
        description=article.search_description,
        allowed_words=allowed_words(article),
    )


def block(kind: str, value: Value, slugs: Mapping[int, str], unread: Mapping[int, str]) -> Block:
    rich = rich_texts(kind, value)
    return Block(
        kind=BlockKind(kind),
        texts=(*plain_texts(kind, value), *map(plain_text, rich)),
        claims=claims_of(value),
        is_opinion=bool(value.get("opinion")),
        links=tuple(link for html in rich for link in links_in(html, slugs, unread)),
        level=CardLevel(value["level"]) if kind == "card" else None,
    )


def ways_on(article: Article, slugs: Mapping[int, str], unread: Mapping[int, str]) -> tuple[Link, ...]:
    pages = [page for field in (article.next_steps, article.related) for kind, page in chosen(field) if kind == "page"]
    return tuple(link_to(page, slugs, unread) for page in pages)


def allowed_words(article: Article) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in article.allowed_words.split(",") if word.strip())
