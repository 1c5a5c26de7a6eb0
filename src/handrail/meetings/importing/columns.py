"""A record as columns: the one place that knows how each of its values is stored."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from hashlib import sha256
from typing import Any

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.models import Meeting

NAMES = tuple(each.name for each in fields(MeetingRecord))
BESIDE = ("raw", "changed_upstream")  # how and when a row was written is no fact about the meeting
COMPARED = tuple(name for name in NAMES if name not in BESIDE)
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
LONGEST = {name: Meeting._meta.get_field(name).max_length for name in NAMES}


def stored(value: object) -> object:
    """Lists as JSON holds them, sets in one order, days as digits where they are told apart by name."""
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def columns_of(record: MeetingRecord) -> dict[str, Any]:
    columns = {name: stored(getattr(record, name)) for name in NAMES}
    return columns | {"weekdays": "".join(map(str, record.weekdays)), "raw": storable(record.raw)}


def digest_of(columns: Mapping[str, Any]) -> str:
    return sha256(as_text({name: columns[name] for name in COMPARED}).encode()).hexdigest()


def raw_digest_of(columns: Mapping[str, Any]) -> str:
    """With the moment that the feed gives the row: both are kept as they last came."""
    return sha256(as_text({name: columns[name] for name in BESIDE}).encode()).hexdigest()


def as_text(value: object) -> str:
    """One text for one value: the order of names is not told apart."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, default=in_words)


def in_words(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a meeting.")


def is_storable(text: str) -> bool:
    """No database takes half of a letter, and PostgreSQL no letter zero."""
    return UNSTORABLE.search(text) is None


def storable(value: Any) -> Any:
    """The row as it came, but for what JSON can write and no database can keep."""
    if isinstance(value, str):
        return value if is_storable(value) else value.replace("\0", "").encode(errors="replace").decode()
    if isinstance(value, float) and value - value != 0:  # not a number, or without end
        return None
    if isinstance(value, Mapping):
        return {storable(str(name)): storable(each) for name, each in value.items()}
    return [storable(each) for each in value] if isinstance(value, list | tuple) else value


def why_not_kept(columns: Mapping[str, Any]) -> str | None:
    """What a reader let pass and the database would not: one such row is refused, and not its whole feed."""
    for name in COMPARED:
        value = columns[name]
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if not all(is_storable(text) for text in texts):
            return f"its {name} holds characters that cannot be kept"
        if isinstance(value, str) and len(value) > (longest := LONGEST[name] or len(value)):
            return f"its {name} is longer than {longest} characters"
    return None
