"""What health text may hold: emphasis, and links to our pages, to https and to telephones. The rest is dropped."""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "b", "i", "strong", "em", "a", "br"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"https", "tel"}
FEATURES = ["bold", "italic", "link"]  # of the editor's own toolbar
DROPPED_WITH_CONTENT = {"script", "style", "template", "iframe", "object", "svg", "math"}
TAG = re.compile(r"<[^>]+>")
PARAGRAPH_END = re.compile(r"</p>|<br\s*/?>")
_markdown = MarkdownIt("zero").enable(["emphasis", "link", "escape", "newline"])


def cleaned(html: str) -> str:
    """Safe to show, whoever wrote it: pasted HTML loses what is not named above."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        link_rel=None,
        url_relative="deny",  # `//elsewhere.example` is relative too; our own pages are linked by their numbers
    )


def plain_text(html: str) -> str:
    """The words alone, a line for each paragraph."""
    return unescape(TAG.sub("", PARAGRAPH_END.sub("\n", cleaned(html)))).strip()


def from_markdown(text: str) -> str:
    """Paragraphs, *emphasis*, **strong** and links, and nothing else that Markdown can do."""
    return "".join(f"<p>{line_from_markdown(' '.join(part.split()))}</p>" for part in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def line_from_markdown(text: str) -> str:
    return _markdown.renderInline(text)
