"""What the rules need to know of one part of a page, whoever wrote it: a file or an editor."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from handrail.learn.domain.kinds import BlockKind, CardLevel


@dataclass(frozen=True)
class Link:
    """Where words lead: another page of ours by its slug, or an address."""

    page: str = ""
    address: str = ""
    unread: str = ""  # a page that readers do not have, in words


def unread_page(question: str, *, was_read: bool) -> str:
    return f"“{question}”, which " + ("was taken away" if was_read else "readers do not have yet")


@dataclass(frozen=True)
class Block:
    """One part: its words as plain text, what they rest on, and where they lead."""

    kind: BlockKind
    texts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    is_opinion: bool = False
    links: tuple[Link, ...] = ()
    level: CardLevel | None = None


@dataclass(frozen=True)
class PageFacts:
    """One page in one language."""

    slug: str
    is_health: bool
    blocks: tuple[Block, ...]
    texts: tuple[str, ...] = ()  # the question and its answer
    ways_on: tuple[Link, ...] = ()  # next steps and related pages
    description: str = ""  # what search engines show: not on the page, and bound by its words alone
    allowed_words: frozenset[str] = field(default_factory=frozenset)


def all_texts(page: PageFacts) -> Iterable[str]:
    """What stands on the page."""
    yield from page.texts
    for block in page.blocks:
        yield from block.texts
