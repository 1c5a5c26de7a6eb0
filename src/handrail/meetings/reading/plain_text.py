"""Words of a feed as plain text: no markup, nothing that cannot be kept or shown, and bounded."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from typing import Any

import nh3

LONGEST_LINE = 255
LONGEST_TEXT = 10_000
MOST_READ = 40_000  # characters that are looked at, whatever came
MOST_ROUNDS = 8
LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|ul|ol|tr|h[1-6])\s*>", re.IGNORECASE)
REPEATED = re.compile(r"&(?:amp;|#0*38;|#x0*26;)+", re.IGNORECASE)
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
"""Control characters, turns of the direction of writing, and halves of characters: no database or page wants them."""

DROPPED_WITH_CONTENT = {"script", "style", "template", "iframe", "object", "svg", "math"}


@dataclass(frozen=True, slots=True)
class Plain:
    """`is_changed`: more than spacing was taken away or put right, and it is to be reported."""

    text: str
    is_changed: bool = False


def plain_line(value: Any, longest: int = LONGEST_LINE) -> Plain:
    """One line: all spacing is single spaces."""
    return plain(value, longest, lambda text: " ".join(text.split()))


def plain_text(value: Any, longest: int = LONGEST_TEXT) -> Plain:
    """Lines stay lines, and at most one empty one stands between two."""
    return plain(value, longest, tidy_lines)


def plain(value: Any, longest: int, spaced) -> Plain:
    written = spaced(kept_characters(text)) if (text := as_text(value)) else ""
    if "<" not in written and "&" not in written and len(written) <= longest:
        return Plain(written)
    bare = spaced(kept_characters(without_markup(written)))
    cut = spaced(bare[:longest])
    return Plain(cut, is_changed=cut != written)


def as_text(value: Any) -> str:
    """Numbers as people write them: a spreadsheet's 79107.0 is 79107. What is no single value has no text."""
    if isinstance(value, str):
        return value[:MOST_READ]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:MOST_READ]
    return ""


def kept_characters(text: str) -> str:
    if text.isascii() and text.isprintable():  # most words are, and nothing of them goes
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = UNWANTED.sub("", lines)
    return kept if kept.isascii() else unicodedata.normalize("NFC", kept)


def tidy_lines(text: str) -> str:
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def without_markup(text: str) -> str:
    """Until nothing changes any more: markup may hide in entities, and reading our own text again changes nothing."""
    for _ in range(MOST_ROUNDS):
        if "<" not in text and "&" not in text:
            return text
        bare = once_without_markup(text)
        if bare == text:
            return text
        text = bare
    return text.replace("<", "").replace("&", "")


def once_without_markup(text: str) -> str:
    lines = LINE_END.sub("\n", REPEATED.sub("&", text))
    cleaned = nh3.clean(lines, tags=set(), attributes={}, clean_content_tags=DROPPED_WITH_CONTENT)
    return unescape(cleaned).replace("\xa0", " ")
