"""Links of a page that is read from a file: to other files of the bundle, or plain words (nothing else is there)."""

import re
from collections.abc import Collection
from html import escape, unescape
from posixpath import dirname, relpath

ANCHOR = re.compile(r"<a((?:\s[^>]*)?)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'\s([a-z-]+)(?:="([^"]*)")?')
TAG = re.compile(r"<[^>]*>")
NUMBERS = ("tel:", "sms:")


def file_of(address: str) -> str:
    """`/es/heroin/medicine/` is `es/heroin/medicine.html`; the overview of each language opens first."""
    path = address.strip("/")
    return f"{path.removesuffix('heroin')}index.html" if path in ("heroin", "es/heroin") else f"{path}.html"


def for_a_file(html: str, *, here: str, files: Collection[str], left_out: Collection[str]) -> str:
    """`here` is the page's own file. A link to an address of `left_out` goes with its words."""

    def anew(found: re.Match[str]) -> str:
        attributes = dict(ATTRIBUTE.findall(found[1]))
        href = unescape(attributes.get("href", ""))
        address, mark, fragment = href.partition("#")
        if not address or file_of(address) in files:
            to = relpath(file_of(address), dirname(here) or ".") if address else ""
            return f'<a{other_attributes(attributes)} href="{escape(to + mark + fragment)}">{found[2]}</a>'
        if address in left_out:
            return ""
        return words_alone(href, found[2], attributes)

    return ANCHOR.sub(anew, html)


def other_attributes(attributes: dict[str, str]) -> str:
    kept = ((name, attributes[name]) for name in ("class", "lang", "aria-current") if name in attributes)
    return "".join(f' {name}="{value}"' for name, value in kept)


def words_alone(href: str, words: str, attributes: dict[str, str]) -> str:
    """What can only be pressed with a network is said instead: a number to dial, the address of a source."""
    if href.startswith(NUMBERS):
        number = href[len("tel:") :]
        said = words if number in TAG.sub("", words) else f"{words} {escape(number)}"
        return f"<strong{other_attributes(attributes)}>{said}</strong>"
    if href.startswith("https:"):
        written = f'<span class="address">{escape(href)}</span>'
        return written if "data-source" in attributes else f"{words} ({written})"
    return words
