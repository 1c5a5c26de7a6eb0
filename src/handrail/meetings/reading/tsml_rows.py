"""One row of a Meeting Guide feed, made safe to keep and its values easy to ask for."""

import json
from collections.abc import Mapping
from typing import Any

from handrail.meetings.domain.storable import storable
from handrail.meetings.reading.people_left_out import without_people
from handrail.meetings.reading.plain_text import as_text
from handrail.meetings.reading.row_notes import RowRefused
from handrail.meetings.reading.tsml_content import key_of

LONGEST_KEY = 255  # of a meeting: the database keeps no more
MOST_CHARACTERS = 200_000  # of one row
MOST_DEEP = 8
MONGO = frozenset({"$oid", "$date", "$numberInt", "$numberLong", "$numberDouble"})


def kept_row(row: Any) -> dict[str, Any]:
    """The row as it came, but for the people in it, and for characters that no database takes."""
    if not isinstance(row, dict):
        raise RowRefused("It is no object with fields.")
    if depth_of(row) > MOST_DEEP:
        raise RowRefused("It is nested too deeply.")
    written = json.dumps(row)
    if len(written) > MOST_CHARACTERS:
        raise RowRefused("It is too long.")
    kept = storable(row) if "\\u0000" in written or "\\ud" in written else row
    without: dict[str, Any] = without_people(kept)
    return without


def depth_of(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        if depth > MOST_DEEP:
            break
        level = [inner for each in level for inner in inside(each)]
    return depth


def inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def fields_of(row: Mapping[str, Any], *, is_table: bool) -> dict[str, Any]:
    """By the names of the specification, and without the wrapping that a Mongo database adds. Absent, null and empty
    are one: the field is not there. A table calls the slug ID."""
    fields: dict[str, Any] = {}
    for name, value in row.items():
        unwrapped = without_mongo(value)
        if unwrapped not in (None, "", [], {}) and not (isinstance(unwrapped, str) and unwrapped.isspace()):
            fields.setdefault(key_of(name), unwrapped)
    if is_table and "slug" not in fields and "id" in fields:
        fields["slug"] = fields["id"]
    return fields


def without_mongo(value: Any) -> Any:
    while isinstance(value, dict) and len(value) == 1 and value.keys() <= MONGO:
        value = next(iter(value.values()))
    return value


def is_key(text: str) -> bool:
    return len(text) <= LONGEST_KEY and text.isprintable()


def slug_of(fields: Mapping[str, Any]) -> str:
    """The key of the meeting, as written: it stands in addresses and favorites."""
    slug = as_text(fields.get("slug")).strip()
    if not slug:
        raise RowRefused("It has no slug.")
    if len(slug) > LONGEST_KEY:
        raise RowRefused(f"Its slug has more than {LONGEST_KEY} characters.")
    if not slug.isprintable():
        raise RowRefused("Its slug holds characters that cannot be kept.")
    return slug
