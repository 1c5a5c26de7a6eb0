"""What of a revision readers read: two revisions with the same words are the same page."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from handrail.learn.models import Claim
from handrail.learn.plain_rich_text import cleaned
from handrail.learn.reading.parts import RICH_FIELDS

# What the reviewer fills in, and what Wagtail notes for itself, are no words of the page.
READ = ("title", "slug", "search_description", "answer", "topic", "kind", "position", "author", "checked_on")
READ += ("is_for_me", "is_for_family", "is_for_staff", "allowed_words", "allowed_because")
REVIEW = ("reviewer_name", "reviewer_credential", "reviewed_on")
PARTS = ("body", "next_steps", "related")
Content = Mapping[str, Any]


def print_of_words(content: Content) -> str:
    return fingerprint(words_of(content))


def print_of_claim(claim: Claim) -> str:
    """What an editor sees of a claim: another print, and somebody changed it meanwhile."""
    said = [claim.text_en, claim.text_es, claim.strength, claim.checked_on, claim.is_confirmed, claim.is_taken_back]
    return fingerprint([*said, *claim.sources.order_by("key").values_list("key", flat=True)])


def print_of_review(content: Content) -> str:
    return fingerprint([content.get(name) or "" for name in REVIEW])


def fingerprint(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def words_of(content: Content) -> dict[str, Any]:
    fields = {name: content.get(name) for name in READ}
    return fields | {name: [part_read(part) for part in parts_of(content.get(name))] for name in PARTS}


def parts_of(value: Any) -> list[dict[str, Any]]:
    return (json.loads(value) if isinstance(value, str) else value) or []


def part_read(part: Mapping[str, Any]) -> Any:
    """Only rich text may be written down in several ways; any other text is shown to the letter."""
    kind, value = part["type"], part["value"]
    if not isinstance(value, Mapping):
        return [kind, value]
    rich = RICH_FIELDS.get(kind, ())
    return [kind, {name: without_numbers(one, is_rich=name in rich) for name, one in value.items()}]


def without_numbers(value: Any, *, is_rich: bool) -> Any:
    """The editor gives every member of a list a number, which nobody reads."""
    if isinstance(value, Mapping) and "type" in value:
        return without_numbers(value["value"], is_rich=is_rich)
    if isinstance(value, Mapping):
        return {key: without_numbers(one, is_rich=False) for key, one in value.items()}
    if isinstance(value, list):
        return [without_numbers(one, is_rich=is_rich) for one in value]
    return normal(value) if is_rich and isinstance(value, str) else value


def normal(html: str) -> str:
    """As it is cleaned and shown: the same emphasis and links, however the editor wrote them down."""
    shown = cleaned(html).replace("<strong>", "<b>").replace("</strong>", "</b>")
    shown = shown.replace("<em>", "<i>").replace("</em>", "</i>")
    return " ".join(shown.removeprefix("<p>").removesuffix("</p>").split())
