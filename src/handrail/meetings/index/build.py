"""Building the index of meetings from any rows, or from all that the database lists."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from itertools import islice

from handrail.directory.index.build import ROWS_PER_CHUNK, ROWS_PER_FETCH
from handrail.directory.index.pace import Breathe, at_once
from handrail.meetings.domain.occurrences import aware
from handrail.meetings.domain.traits import Trait
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.packing import Packing
from handrail.meetings.index.rows import MeetingRow
from handrail.meetings.models import MEETINGS, Meeting, MeetingsRevision
from handrail.meetings.reports.queries import meetings_that_welcome

MEDICINE_SOURCES: list[Callable[[datetime], Collection[int]]] = [meetings_that_welcome]
"""Each names, by id, meetings of which it is known at a moment that people on medicine are welcome there, beside what
their own lists say. Whoever registers one bumps the revision when its answer changes."""


def index_from_database(at: datetime, breathe: Breathe = at_once) -> MeetingIndex:
    """All listed meetings. The revision is read first: rows newer than their label only cause one more rebuild."""
    revision = stored_revision()
    welcomed = {meeting_id for source in MEDICINE_SOURCES for meeting_id in source(at)}
    listed = Meeting.objects.listed().order_by().values_list(*MeetingRow._fields).iterator(chunk_size=ROWS_PER_FETCH)
    rows = (told_welcome(row) if row.pk in welcomed else row for row in map(MeetingRow._make, listed))
    return build_index(revision=revision, rows=rows, at=at, breathe=breathe)


def stored_revision() -> int:
    return MeetingsRevision.objects.filter(pk=MEETINGS).values_list("number", flat=True).first() or 0


def told_welcome(row: MeetingRow) -> MeetingRow:
    return row._replace(traits=[*row.traits, Trait.MEDICINE_WELCOME])


def build_index(*, revision: int, rows: Iterable[MeetingRow], at: datetime, breathe: Breathe = at_once) -> MeetingIndex:
    """The whole index from any rows, in any order, with the almanac of a moment ready."""
    packing, rows = Packing(), iter(rows)
    while chunk := list(islice(rows, ROWS_PER_CHUNK)):
        for row in chunk:
            packing.add(row)
        breathe()
    index = packing.index(revision=revision, breathe=breathe)
    index.almanacs.renew(int(aware(at).timestamp()), breathe)
    return index
