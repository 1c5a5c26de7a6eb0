"""Links and e-mail addresses of a feed: only what a browser may be sent to, and what an address looks like."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from handrail.meetings.domain.records import LONGEST_LINK
from handrail.meetings.reading.plain_text import as_text, kept_characters

MOST_ADDRESSES = 10
AMPERSAND = re.compile(r"&(?:amp;|#0*38;|#x0*26;)+", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HOST = re.compile(r"(?=.{4,253}\Z)(?:[\w-]{1,63}\.)+[a-z][\w-]{1,62}", re.IGNORECASE)
HOST_FIRST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]|\Z)", re.IGNORECASE)
NEVER_IN_A_LINK = re.compile(r'[\s<>"\\\x00-\x20\x7f]')
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """`is_changed`: it was dropped (then `url` is empty) or mended, and that is to be reported."""

    url: str
    is_changed: bool = False


def read_link(value: Any) -> Link:
    """http and https alone. A missing scheme is https; entities of the ampersand are put right; what follows a space
    is no part of the link."""
    written = kept_characters(as_text(value)).strip()
    if not written:
        return Link("")
    first = AMPERSAND.sub("&", before_a_space(written))
    if HOST_FIRST.match(first):
        first = f"https://{first}"
    url = first if is_link(first) else ""
    return Link(url, is_changed=url != written)


def before_a_space(written: str) -> str:
    """A number alone that follows "/j/" or "=" was parted from it by accident."""
    first, *rest = written.split(None, 2)
    return first + rest[0] if rest and first.endswith(("/", "=")) and rest[0].isdigit() else first


def is_link(url: str) -> bool:
    """A name and a password in it are refused: they make another host look like the one that is read first."""
    if len(url) > LONGEST_LINK or NEVER_IN_A_LINK.search(url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme.lower() in {"http", "https"}
        and "@" not in parts.netloc
        and bool(HOST.fullmatch(parts.hostname or ""))
    )


def email_addresses(value: Any) -> tuple[str, ...]:
    """Of a list, of "a@example.org, b@example.org", or of mailto:…; each once, in its order."""
    found: list[str] = []
    for text in value if isinstance(value, list) else [value]:
        for part in re.split(r"[,;\s]+", as_text(text)[:4000]):
            address = unquote(part.removeprefix("mailto:").partition("?")[0])
            if len(address) <= 254 and EMAIL.fullmatch(address) and address not in found:
                found.append(address)
    return tuple(found[:MOST_ADDRESSES])
