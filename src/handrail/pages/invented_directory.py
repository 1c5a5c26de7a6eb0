"""A database full of invented facilities, in memory or in a file of its own, in place of the installed one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from handrail.directory.actions import bump_revision
from handrail.directory.domain.sources import Precision, Source
from handrail.directory.index.build import FacilityRow
from handrail.directory.index.live import forget_index
from handrail.directory.models import Facility
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.venues import ZoneFrom
from handrail.meetings.export.live_days import forget_days
from handrail.meetings.index.live import forget_meetings
from handrail.meetings.index.rows import MeetingRow
from handrail.meetings.index.synthetic import synthetic_meetings
from handrail.meetings.models import Feed, Meeting
from handrail.pathways.synthetic import path_rows
from handrail.web.page_context import is_demonstration

ROWS_AT_ONCE = 2_000
AS_LETTERS = str.maketrans("0189", "ghij")  # of hexadecimal, what base32 does not write
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def invented_directory(rows: int, *, file: Path | None = None, is_real: bool = False) -> Iterator[list[str]]:
    """The public ids, in the order made. `is_real`: labeled as an import, so that production serves it (S36)."""
    own = connections["default"]
    engine = load_backend("django.db.backends.sqlite3")
    connections["default"] = engine.DatabaseWrapper(
        {
            **own.settings_dict,
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file or ":memory:"),
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"} if file else {},
        },
        "default",
    )
    try:
        call_command("migrate", verbosity=0, interactive=False)
        public_ids = fill(rows, Source.NATIONAL_DIRECTORY if is_real else Source.DEMONSTRATION)
        bump_revision(at=MADE_AT)
        forget_index()
        forget_meetings()
        forget_days()
        is_demonstration.forget()
        yield public_ids
    finally:
        connections["default"].close()
        connections["default"] = own
        forget_index()
        forget_meetings()
        forget_days()
        is_demonstration.forget()


def fill(rows: int, source: Source) -> list[str]:
    invented, public_ids = path_rows(rows=rows), []
    while batch := [facility_of(row, source) for row in islice(invented, ROWS_AT_ONCE)]:
        Facility.objects.bulk_create(batch)
        public_ids += [facility.public_id for facility in batch]
    return public_ids


def fill_meetings(number: int) -> None:
    """Beside the facilities, crowded in cities and evenings as meetings are."""
    seen = dict.fromkeys(("first_seen_at", "last_seen_at", "changed_at"), MADE_AT)
    feed = Feed.objects.create(name="invented", format=FeedFormat.TSML, fellowship=Fellowship.AA, is_demonstration=True)
    invented = synthetic_meetings(rows=number)
    while batch := [meeting_of(row, feed, seen) for row in islice(invented, ROWS_AT_ONCE)]:
        Meeting.objects.bulk_create(batch)
    forget_meetings()


def meeting_of(row: MeetingRow, feed: Feed, seen: dict[str, datetime]) -> Meeting:
    names = {"feed": feed, "key": str(row.pk), "name": f"Example Meeting {row.pk}", "zone_from": ZoneFrom.ROW}
    return Meeting(**row._asdict() | names | seen | {"public_id": row.public_id[-13:].translate(AS_LETTERS)})


def facility_of(row: FacilityRow, source: Source) -> Facility:
    return Facility(
        pk=row.pk,
        public_id=row.public_id[-13:].translate(AS_LETTERS),
        name=row.name,
        street1=f"{row.pk} Example Street",
        city=row.city,
        state=row.state,
        zip="00000",
        phone="217-555-0100",
        codes=row.codes,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=Precision.ADDRESS,
        source=source,
        source_year=2026,
    )
