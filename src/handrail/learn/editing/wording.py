"""What of a revision readers read: two revisions with the same words are the same page."""

import json
from typing import Any

from handrail.learn.plain_rich_text import cleaned

# What the reviewer fills in, and what Wagtail notes for itself, are no words of the page.
READ = ("title", "slug", "search_description", "answer", "topic", "kind", "position", "author", "checked_on")
READ += ("is_for_me", "is_for_family", "is_for_staff", "allowed_words", "allowed_because")
PARTS = ("body", "next_steps", "related")


def words_of(content: dict[str, Any]) -> dict[str, Any]:
    fields = {name: content.get(name) for name in READ}
    return fields | {name: without_numbers(parts_of(content.get(name))) for name in PARTS}


def parts_of(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def without_numbers(value: Any) -> Any:
    """The editor gives every part an id, and wraps lines: neither is read by anybody."""
    if isinstance(value, dict):
        return {key: without_numbers(one) for key, one in value.items() if key != "id"}
    if isinstance(value, list):
        return [without_numbers(one) for one in value]
    return normal(value) if isinstance(value, str) else value


def normal(html: str) -> str:
    """As it is cleaned and shown: the same emphasis and links, however the editor wrote them down."""
    shown = cleaned(html).replace("<strong>", "<b>").replace("</strong>", "</b>")
    shown = shown.replace("<em>", "<i>").replace("</em>", "</i>")
    return " ".join(shown.removeprefix("<p>").removesuffix("</p>").split())
