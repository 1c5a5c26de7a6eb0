"""A page's body as it is stored, read once into plain values: for the rules, and for readers."""

from collections.abc import Iterator, Mapping
from typing import Any

Value = dict[str, Any]
RICH_FIELDS = {"text": ("body",), "list": ("items",), "card": ("body",), "change": ("then", "now")}


def parts(article: Any) -> Iterator[tuple[str, Value]]:
    """Kind and fields of each part, without asking the database for anything that they name."""
    for part in article.body.raw_data:
        yield part["type"], part["value"]


def listed(value: Any) -> list[Any]:
    """A list is stored with an id for each of its members, or plain."""
    return [
        one["value"] if isinstance(one, Mapping) and "value" in one and "type" in one else one for one in value or []
    ]


def rich_texts(kind: str, value: Value) -> list[str]:
    """What its fields of rich text hold."""
    fields = [value.get(name) or "" for name in RICH_FIELDS.get(kind, ())]
    return [text for one in fields for text in (listed(one) if isinstance(one, list) else [one])]


def plain_texts(kind: str, value: Value) -> list[str]:
    texts = [value.get("heading") or "", value.get("caption") or ""]
    if kind == "table":
        texts += [*listed(value.get("head")), *(cell for row in rows_of(value) for cell in row)]
    return [text for text in texts if text]


def rows_of(value: Value) -> list[list[str]]:
    return [listed(row.get("cells")) for row in listed(value.get("rows"))]


def claims_of(value: Value) -> tuple[str, ...]:
    return tuple(listed(value.get("claims")))


def chosen(field: Any) -> Iterator[tuple[str, Any]]:
    """Next steps and related pages: a way by its name, or a page by its number."""
    for part in field.raw_data:
        yield part["type"], part["value"]
