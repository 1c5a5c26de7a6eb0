"""Reads a Meeting Guide feed (TSML), as JSON or as a table, by what the content is."""

from typing import Any

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.records import FeedReading, MeetingRecord
from handrail.meetings.reading.plain_text import as_text
from handrail.meetings.reading.row_notes import RowNotes, RowRefused, refused_row, shown
from handrail.meetings.reading.tsml_content import content_of
from handrail.meetings.reading.tsml_meetings import meeting_of
from handrail.meetings.reading.tsml_rows import fields_of, is_key, kept_row, slug_of


def read_tsml(content: bytes, defaults: FeedDefaults) -> FeedReading:
    """Each row is in the records or among the refused. Raises FeedRefused where the whole cannot be read."""
    found = content_of(content)
    reading = FeedReading(rows=len(found.rows))
    seen: set[str] = set()
    for number, row in enumerate(found.rows, start=1):
        notes = RowNotes(number, is_table=found.is_table)
        try:
            record = record_of(row, seen=seen, defaults=defaults, notes=notes)
        except RowRefused as refusal:
            reading.refused.append(refused_row(number, key_shown(row), refusal))
            continue
        seen.add(record.key)
        reading.records.append((number, record))
        reading.corrections.extend(notes.corrections)
    return reading


def record_of(row: Any, *, seen: set[str], defaults: FeedDefaults, notes: RowNotes) -> MeetingRecord:
    """A slug names one meeting: which of two is meant, nobody can tell, so the first is kept."""
    kept = kept_row(row)
    fields = fields_of(kept, is_table=notes.is_table)
    key = slug_of(fields)
    if key in seen:
        raise RowRefused("Its slug stands in an earlier row as well.")
    return meeting_of(key, fields, kept, defaults=defaults, notes=notes)


def key_shown(row: Any) -> str:
    """Of a row that is refused, as far as there is one. One that can be a key is whole: a meeting is known by it."""
    if not isinstance(row, dict):
        return ""
    fields = fields_of(row, is_table=False)
    key = as_text(fields.get("slug")).strip() or as_text(fields.get("id")).strip()
    return key if is_key(key) else shown(key)
