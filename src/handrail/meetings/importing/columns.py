"""A record as columns: the one place that knows how each of its values is stored."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from hashlib import sha256
from typing import Any

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.storable import UNSTORABLE, storable
from handrail.meetings.models import Meeting

NAMES = tuple(each.name for each in fields(MeetingRecord))
BESIDE = ("raw", "changed_upstream")  # how and when a row was written is no fact about the meeting
COMPARED = tuple(name for name in NAMES if name not in BESIDE)
IN_ANY_ORDER = ("formats", "world_ids")  # codes of a list: "D,O" says what "O,D" says
LONGEST = {name: length for name in COMPARED if (length := Meeting._meta.get_field(name).max_length)}
PERHAPS_UNSTORABLE = re.compile(r"\\u0000|[\ud800-\udfff]")  # in a text of JSON


def columns_of(record: MeetingRecord) -> dict[str, Any]:
    """With both digests. Most rows hold nothing that cannot be stored, and are looked at as one text."""
    columns = {name: stored(getattr(record, name)) for name in NAMES}
    columns["weekdays"] = "".join(map(str, record.weekdays))
    columns["raw"], raw = storable_with_text(record.raw)
    columns["digest"] = digest_of(as_text([compared(name, columns[name]) for name in COMPARED]))
    columns["raw_digest"] = digest_of(raw + in_words(record.changed_upstream))
    return columns


def stored(value: object) -> object:
    """Lists as JSON holds them, sets in one order."""
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def compared(name: str, value: Any) -> Any:
    return sorted(value) if name in IN_ANY_ORDER else value


def digest_of(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def as_text(value: object) -> str:
    """One text for one value: the order of names is not told apart."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, default=in_words)


def in_words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a meeting.")


def storable_with_text(raw: Mapping[str, Any]) -> tuple[Any, str]:
    try:
        text = as_text(raw)
    except ValueError:  # numbers that are none
        text = "\\u0000"
    if PERHAPS_UNSTORABLE.search(text):
        kept = storable(raw)
        return kept, as_text(kept)
    return raw, text


def why_not_kept(columns: Mapping[str, Any]) -> str | None:
    """What a reader let pass and the database would not: one such row is refused, and not its whole feed."""
    for name, longest in LONGEST.items():
        if len(columns[name]) > longest:
            return f"its {name} is longer than {longest} characters"
    for name in COMPARED:
        value = columns[name]
        text = value if isinstance(value, str) else "".join(value) if isinstance(value, list) else ""
        if UNSTORABLE.search(text):
            return f"its {name} holds characters that cannot be kept"
    return None
