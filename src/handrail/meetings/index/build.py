"""Building the index of meetings from any rows, or from all that the database lists."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from handrail.directory.index.build import ROWS_PER_CHUNK, ROWS_PER_FETCH
from handrail.directory.index.pace import Breathe, at_once
from handrail.meetings.domain.occurrences import aware
from handrail.meetings.domain.positions import is_medicine_welcome
from handrail.meetings.domain.traits import Trait
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.packing import Packing
from handrail.meetings.index.rows import MeetingRow
from handrail.meetings.models import MEETINGS, Meeting, MeetingsRevision
from handrail.meetings.reports.queries import told_of_medicine


def index_from_database(at: datetime, breathe: Breathe = at_once) -> MeetingIndex:
    """All listed meetings. The revision is read first: rows newer than their label only cause one more rebuild."""
    revision, told = stored_revision(), told_of_medicine()
    listed = Meeting.objects.listed().order_by().values_list(*MeetingRow._fields).iterator(chunk_size=ROWS_PER_FETCH)
    rows = (with_word(row, told.get(row.pk, "")) for row in map(MeetingRow._make, listed))
    return build_index(revision=revision, rows=rows, at=at, breathe=breathe)


def stored_revision() -> int:
    return MeetingsRevision.objects.filter(pk=MEETINGS).values_list("number", flat=True).first() or 0


def with_word(row: MeetingRow, told: str) -> MeetingRow:
    """Who asks for a welcome finds what a meeting's tag calls one, and nothing else."""
    by_list = Trait.MEDICINE_WELCOME in row.traits
    is_welcome = is_medicine_welcome(told=told, by_list=by_list, fellowship=row.fellowship)
    if is_welcome == by_list:
        return row
    others = [trait for trait in row.traits if trait != Trait.MEDICINE_WELCOME]
    return row._replace(traits=[*others, Trait.MEDICINE_WELCOME] if is_welcome else others)


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
