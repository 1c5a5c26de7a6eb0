"""Links in rich text: by the id of a page in the database, by its slug in files, by its address for readers."""

import re
from collections.abc import Callable, Iterator, Mapping

from handrail.learn.domain.blocks import Link
from handrail.learn.plain_rich_text import cleaned

ANCHOR = re.compile(r"<a((?:\s[^>]*)?)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
IN_FILES = "page:"


def rewritten(html: str, opening: Callable[[dict[str, str]], str | None]) -> str:
    """Each anchor's opening tag made anew from its attributes; where there is none, its words stay without a link."""

    def anew(found: re.Match[str]) -> str:
        tag = opening(dict(ATTRIBUTE.findall(found[1])))
        return f"{tag}{found[2]}</a>" if tag else found[2]

    return ANCHOR.sub(anew, html)


def from_files(html: str, ids: Mapping[str, int]) -> str:
    """`page:slug` becomes the page's id, so that a page may change its slug and keep its links."""

    def opening(attributes: dict[str, str]) -> str | None:
        href = attributes.get("href", "")
        if not href.startswith(IN_FILES):
            return f'<a href="{href}">'
        page = ids.get(href.removeprefix(IN_FILES))
        return f'<a linktype="page" id="{page}">' if page else None

    return rewritten(html, opening)


def for_readers(html: str, addresses: Mapping[int, str]) -> str:
    """What a reader gets, cleaned. A link to a page that is gone keeps its words alone."""

    def opening(attributes: dict[str, str]) -> str | None:
        if attributes.get("linktype") == "page":
            address = addresses.get(page_id(attributes))
            return f'<a href="{address}">' if address else None
        href = attributes.get("href", "")
        outside = ' rel="noreferrer"' if href.startswith("https:") else ""
        return f'<a href="{href}"{outside}>' if href else None

    return rewritten(cleaned(html), opening)


def links_in(html: str, slugs: Mapping[int, str], unread: Mapping[int, str]) -> Iterator[Link]:
    """`slugs` of live pages by id. `unread`: what to call those that readers do not have."""
    for found in ANCHOR.finditer(html):
        attributes = dict(ATTRIBUTE.findall(found[1]))
        if attributes.get("linktype") == "page":
            yield link_to(page_id(attributes), slugs, unread)
        elif href := attributes.get("href", ""):
            is_of_file = href.startswith(IN_FILES)
            yield Link(page=href.removeprefix(IN_FILES)) if is_of_file else Link(address=href)


def link_to(page: int, slugs: Mapping[int, str], unread: Mapping[int, str]) -> Link:
    return Link(page=slugs[page]) if page in slugs else Link(page=f"#{page}", unread=unread.get(page, ""))


def page_id(attributes: Mapping[str, str]) -> int:
    written = attributes.get("id", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0
