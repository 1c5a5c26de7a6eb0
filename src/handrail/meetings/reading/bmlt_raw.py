"""The row as it came, for a lossless answer to others: all but the people in it, and what no database takes."""

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from handrail.meetings.domain.storable import storable_text
from handrail.meetings.reading.row_notes import RowRefused

CONTACTS = ("contact_", "email_contact")
"""Names, addresses and telephone numbers of members. They are never kept, also where a server gives them to all."""

MOST_KNOWN = 1_000  # names of fields: all rows of a server have the same
DEEPEST = 4
LONGEST = 40_000  # characters of JSON; real rows have about a thousand


def kept_of(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = {storable_text(str(key)): kept_within(value, 0) for key, value in row.items() if not is_contact(key)}
    if len(json.dumps(kept, ensure_ascii=False)) > LONGEST:
        raise RowRefused("it is longer than a row can be")
    return kept


@lru_cache(MOST_KNOWN)
def is_contact(key: str) -> bool:
    return key.strip().casefold().startswith(CONTACTS)


def kept_within(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    if depth >= DEEPEST and isinstance(value, list | dict):
        return ""
    if isinstance(value, list):
        return [kept_within(each, depth + 1) for each in value]
    if isinstance(value, dict):
        return {storable_text(key): kept_within(each, depth + 1) for key, each in value.items() if not is_contact(key)}
    return value
