"""What is wrong with content files, all at once, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from handrail.learn.domain.addresses import can_be_reached, name_problems
from handrail.learn.domain.avoided_words import avoided_words, say_instead
from handrail.learn.domain.blocks import Block, Link, PageFacts
from handrail.learn.domain.kinds import (
    HEALTH_KINDS,
    Audience,
    BlockKind,
    CardLevel,
    ListStyle,
    NextStep,
    PageKind,
    Picture,
    Strength,
    Topic,
)
from handrail.learn.domain.page_rules import publishing_problems, twin_problems
from handrail.learn.links import links_in
from handrail.learn.loading.files import LANGUAGES, ContentFiles, Row, blocks_of, languages_of
from handrail.learn.models import Article, Claim, Source
from handrail.learn.plain_rich_text import from_markdown, line_from_markdown, plain_text

MARKDOWN = ("**", "](")
NEEDED: dict[str, tuple[str, ...]] = {
    "text": ("body",),
    "list": ("items",),
    "steps": ("items",),
    "card": ("level", "heading", "body"),
    "picture": ("name",),
    "table": ("head", "rows"),
    "change": ("then", "now"),
}
LONGEST_DESCRIPTION = 155


def problems_of(files: ContentFiles) -> list[str]:
    shape = [*source_problems(files), *claim_shape_problems(files), *page_shape_problems(files)]
    return shape or [*all_page_problems(files)]


def source_problems(files: ContentFiles) -> Iterator[str]:
    """Two files may name one source, if they say the same of it."""
    told: dict[str, Row] = {}
    for row in files.sources:
        if told.setdefault(row.get("key", ""), row) != row:
            yield f"source {row.get('key')}: two files say different things of it."
    for row in files.sources:
        yield from missing(f"source {row.get('key', '?')}", row, ("key", "author", "title"))
        if not row.get("url", "https://").startswith(("https://", "http://")):
            yield f"source {row['key']}: its address is not on the web."
        yield from key_problems("source", row.get("key", ""))
        yield from too_long(f"source {row.get('key')}", Source, row)


def claim_shape_problems(files: ContentFiles) -> Iterator[str]:
    known = {row.get("key") for row in files.sources}
    yield from twice("claim", (row.get("key", "") for row in files.claims))
    for row in files.claims:
        name = f"claim {row.get('key', '?')}"
        yield from missing(name, row, ("key", "strength", "checked", "text"))
        if not row.get("sources"):
            yield f"{name}: it has no source."
        yield from (f"{name}: there is no source {key}." for key in row.get("sources", []) if key not in known)
        yield from not_one_of(name, "strength", row.get("strength"), Strength)
        yield from key_problems("claim", row.get("key", ""))
        for language in LANGUAGES:
            yield from claim_text_problems(name, row.get("text", {}).get(language, ""), language)


def claim_text_problems(name: str, text: str, language: str) -> Iterator[str]:
    if not text:
        yield f"{name}: it says nothing in {language}."
    yield from too_long(name, Claim, {f"text_{language}": text})
    for word in avoided_words([text], language):
        yield f"{name}: “{word}” wounds. Say: {say_instead(word, language)}."


def key_problems(what: str, key: str) -> Iterator[str]:
    if not can_be_reached(key):
        yield f"{what}: {key!r} is no key."


def too_long(name: str, model: type[models.Model], row: Row) -> Iterator[str]:
    """Said here, since SQLite would take it and PostgreSQL would refuse the whole load."""
    for field in model._meta.get_fields():
        longest, value = getattr(field, "max_length", None), row.get(field.name)
        if longest and isinstance(value, str) and len(value) > longest:
            yield f"{name}: {field.name} is longer than {longest} characters."


def page_shape_problems(files: ContentFiles) -> Iterator[str]:
    yield from twice("page", (page.get("slug", "") for page in files.pages))
    for page in files.pages:
        name = f"page {page.get('slug', '?')}"
        yield from missing(name, page, ("slug", "topic", "audience", "kind"))
        yield from not_one_of(name, "topic", page.get("topic"), Topic)
        yield from not_one_of(name, "kind", page.get("kind"), PageKind)
        yield from (f"{name}: {problem}" for problem in name_problems(page.get("slug", "")))
        if (page.get("topic") == Topic.ABOUT) is not (page.get("kind") == PageKind.ABOUT):
            yield f"{name}: a page about us has the topic and the kind “about”; no other page has either."
        for audience in page.get("audience", []):
            yield from not_one_of(name, "audience", audience, Audience)
        if page.get("allow") and not page.get("allow_reason"):
            yield f"{name}: it allows words and gives no allow_reason."
        if not any(languages_of(page)):
            yield f"{name}: it has no words."
        for language in languages_of(page):
            yield from language_problems(f"{name} ({language})", page, language)


def language_problems(name: str, page: Row, language: str) -> Iterator[str]:
    yield from missing(name, page[language], ("question", "answer", "description"))
    yield from too_long(name, Article, {**page[language], "title": page[language].get("question")})
    if len(page[language].get("description", "")) > LONGEST_DESCRIPTION:
        yield f"{name}: its description is longer than {LONGEST_DESCRIPTION} characters."
    for number, block in enumerate(blocks_of(page, language), 1):
        yield from block_problems(f"{name} part {number}", block)


def block_problems(name: str, block: Row) -> Iterator[str]:
    kind = block.get("kind", "")
    if kind not in NEEDED:
        yield f"{name}: there is no kind {kind!r}."
        return
    yield from missing(name, block, NEEDED[kind])
    yield from not_one_of(name, "style", block.get("style", "bullets"), ListStyle)
    yield from not_one_of(name, "level", block.get("level", "calm"), CardLevel)
    yield from not_one_of(name, "name", block.get("name", "deaths"), Picture)
    cells = [*block.get("head", []), *(cell for row in block.get("rows", []) for cell in row)]
    if any(sign in cell for cell in cells for sign in MARKDOWN):
        yield f"{name}: cells of a table are plain text."
    if any(len(row) != len(block.get("head", [])) for row in block.get("rows", [])):
        yield f"{name}: each row has as many cells as the head."


def all_page_problems(files: ContentFiles) -> Iterator[str]:
    for page in files.pages:
        seen = {}
        for language in languages_of(page):
            facts = seen[language] = page_facts(page, language)
            found = publishing_problems(facts, language, sources_of=files.sources_of, slugs=files.slugs)
            yield from (f"page {page['slug']} ({language}): {problem}" for problem in found)
        if len(seen) == 2:
            twins = twin_problems(seen["en"].blocks, seen["es"].blocks)
            yield from (f"page {page['slug']}: {problem}" for problem in twins)
        yield from way_problems(page, files)


def way_problems(page: Row, files: ContentFiles) -> Iterator[str]:
    """Next steps and related pages: of our own ways, or pages that exist."""
    for step in page.get("next_steps", []):
        if isinstance(step, str):
            yield from not_one_of(f"page {page['slug']}", "next step", step, NextStep)
    named = [step["page"] for step in page.get("next_steps", []) if not isinstance(step, str)]
    for slug in [*named, *page.get("related", [])]:
        if slug not in files.slugs:
            yield f"page {page['slug']}: it leads to the page {slug}, which there is not."


def page_facts(page: Row, language: str) -> PageFacts:
    words = page[language]
    return PageFacts(
        slug=page["slug"],
        is_health=page["kind"] in HEALTH_KINDS,
        blocks=tuple(block_facts(block) for block in blocks_of(page, language)),
        texts=(words["question"], words["answer"]),
        description=words["description"],
        allowed_words=frozenset(word.casefold() for word in page.get("allow", [])),
    )


def block_facts(block: Row) -> Block:
    rich = [from_markdown(block[name]) for name in ("body", "then", "now") if name in block]
    rich += [line_from_markdown(item) for item in block.get("items", [])]
    cells = [*block.get("head", []), *(cell for row in block.get("rows", []) for cell in row)]
    plain = [block.get("heading", ""), block.get("caption", ""), *cells]
    return Block(
        kind=BlockKind.LIST if block["kind"] == "steps" else BlockKind(block["kind"]),
        texts=(*filter(None, plain), *map(plain_text, rich)),
        claims=tuple(block.get("claims", [])),
        is_opinion=bool(block.get("opinion")),
        links=tuple(link for html in rich for link in links_of(html)),
        level=CardLevel(block["level"]) if block["kind"] == "card" else None,
    )


def links_of(html: str) -> Iterator[Link]:
    return links_in(html, {}, {})


def missing(name: str, row: Row, needed: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: {field} is missing." for field in needed if not row.get(field))


def not_one_of(name: str, field: str, value: Any, known: Any) -> Iterator[str]:
    if value is not None and value not in list(known):
        yield f"{name}: {value!r} is no {field}."


def twice(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name} stands there {count} times." for name, count in Counter(names).items() if count > 1)
