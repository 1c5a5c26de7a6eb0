"""Reads what a BMLT server answers to GetSearchResults."""

from collections.abc import Mapping, Sequence
from typing import Any

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.records import DEFAULT_MINUTES, FeedReading
from handrail.meetings.reading.bmlt_answers import meetings_and_formats
from handrail.meetings.reading.bmlt_formats import KnownFormats
from handrail.meetings.reading.bmlt_rows import KEY, ToldBeside, meeting_of
from handrail.meetings.reading.bmlt_service_bodies import ServiceBodies
from handrail.meetings.reading.bmlt_side_answers import bodies_of, formats_of
from handrail.meetings.reading.bmlt_written_rows import WrittenRow
from handrail.meetings.reading.plain_text import plain_line
from handrail.meetings.reading.row_notes import RowRefused, refused_row

LONGEST_KEY_SHOWN = 64


def read_bmlt(
    content: bytes,
    defaults: FeedDefaults,
    *,
    formats: Sequence[Mapping[str, Any]] = (),
    service_bodies: Sequence[Mapping[str, Any]] = (),
    server_minutes: int = DEFAULT_MINUTES,
) -> FeedReading:
    """`formats` and `service_bodies` are what `read_formats` and `read_service_bodies` give; formats that stand in the
    answer itself are taken where none are given. `server_minutes` is the server's defaultDuration."""
    rows, inside = meetings_and_formats(content)
    told = ToldBeside(
        defaults=defaults,
        formats=KnownFormats(formats_of(formats or inside)),
        bodies=ServiceBodies(bodies_of(service_bodies)),
        server_minutes=server_minutes,
    )
    reading = FeedReading(rows=len(rows))
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        take(row, number, reading=reading, seen=seen, told=told)
        rows[number - 1] = None  # what is kept of it is another object, and rows are most of the memory
    return reading


def take(row: Any, number: int, *, reading: FeedReading, seen: set[str], told: ToldBeside) -> None:
    """To the records or to the refused, with what was corrected only in the first case."""
    try:
        if not isinstance(row, dict):
            raise RowRefused("it is no object")
        written = WrittenRow(number, row)
        record = meeting_of(written, told=told)
        if record.key in seen:
            raise RowRefused("its id_bigint stands in an earlier row")
    except RowRefused as refusal:
        reading.refused.append(refused_row(number, shown_key(row), refusal))
        return
    seen.add(record.key)
    reading.records.append((number, record))
    reading.corrections.extend(written.corrections)


def shown_key(row: Any) -> str:
    return plain_line(row.get(KEY), LONGEST_KEY_SHOWN).text if isinstance(row, dict) else ""
