"""What was read of a feed, kept in one transaction: all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction

from handrail.directory.actions import bump, locked_revision, make_room_for_real_data, told_removed
from handrail.kernel.busy_database import is_busy
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.records import FeedReading, FeedRefused
from handrail.meetings.importing.actions.writing import held_of, write_plan
from handrail.meetings.importing.addresses import is_address
from handrail.meetings.importing.options import ImportOptions
from handrail.meetings.importing.origins import FeedContent
from handrail.meetings.importing.plan import Plan, Rows, check_size, make_plan
from handrail.meetings.importing.report import ImportReport, report_of, report_of_unchanged
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import Feed

BUSY = "The database is busy: another import or a long write is running. Nothing was changed; try again."
CHANGED = "Meanwhile somebody changed the source or imported its meetings. Nothing was changed; try again."
NO_FELLOWSHIP = (
    "No fellowship was named, so these meetings are listed as OTHER. Say --fellowship AA, or whose they are."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """All that was made ready without a lock. `feed` is the source as it was taken to be, and is never saved."""

    origin: str
    options: ImportOptions
    feed: Feed
    was: tuple[Any, ...] | None
    found: FeedContent
    reading: FeedReading
    rows: Rows


def standing(feed: Feed | None) -> tuple[Any, ...] | None:
    """What a reading rests on. Two equal ones: no import and no operator came in between."""
    if feed is None:
        return None
    return feed.format, feed.fellowship, feed.zone, feed.default_minutes, feed.url, feed.read_at


@contextmanager
def whole_or_nothing() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise FeedRefused(BUSY) from error


def keep_taken(taken: Taken, *, at: datetime) -> ImportReport:
    with whole_or_nothing():
        removed = make_room(at=at)
        feed = locked_feed(taken)
        plan = make_plan(taken.rows, held_of(feed))
        if not taken.options.may_shrink:
            check_size(plan, taken.rows)
        report = full_report(taken, plan, removed)
        if not taken.options.is_dry_run:
            write_plan(plan, feed, at=at)
            write_feed(feed, taken, plan, report, at=at)
            if plan.is_felt:
                bump_revision(at=at)
        transaction.set_rollback(taken.options.is_dry_run)
    return report


def make_room(*, at: datetime) -> int:
    """The first real feed ends a demonstration, as the first real directory does (S36)."""
    if current_kind() is InstallationKind.REAL:
        return 0
    revision = locked_revision(at=at)
    removed = make_room_for_real_data(at=at)
    if removed:
        bump(revision, at=at)
    return removed


def locked_feed(taken: Taken) -> Feed:
    """A second import of the same source waits here, and then finds that it compared with what is past."""
    feed, is_new = Feed.objects.select_for_update().get_or_create(
        name=taken.options.source,
        defaults={
            "format": taken.feed.format,
            "fellowship": taken.feed.fellowship,
            "zone": taken.feed.zone,
            "url": taken.origin if is_address(taken.origin) else "",
        },
    )
    if standing(None if is_new else feed) != taken.was:
        raise FeedRefused(CHANGED)
    return feed


def full_report(taken: Taken, plan: Plan, removed: int) -> ImportReport:
    report = report_of(taken.options.source, taken.reading, taken.rows, plan)
    report.fellowship, report.zone = taken.feed.fellowship, taken.feed.zone
    report.dry_run = taken.options.is_dry_run
    report.notes.extend(taken.found.notes)
    if taken.was is None and taken.options.fellowship is None and taken.options.format is FeedFormat.TSML:
        report.notes.append(NO_FELLOWSHIP)
    if removed:
        report.notes.append(told_removed(removed, is_dry_run=report.dry_run))
    return report


def write_feed(feed: Feed, taken: Taken, plan: Plan, report: ImportReport, *, at: datetime) -> None:
    """Only what an import knows: what an operator wrote of the source stays, also what they write at this moment."""
    is_its_own = taken.origin == feed.url  # the version of another address would tell nothing
    version = taken.found.version
    told = {"formats": taken.found.formats, "service_bodies": taken.found.service_bodies}
    told |= {"changed_at": at if plan.is_felt else None}
    told |= {"fellowship": taken.options.fellowship, "zone": taken.options.zone}
    Feed.objects.filter(pk=feed.pk).update(
        **{name: value for name, value in told.items() if value is not None},
        etag=version.etag if is_its_own else "",
        last_modified=version.last_modified if is_its_own else "",
        last_report=report.for_the_feed(),
        **fared_well(at),
    )


def keep_sighting(feed: Feed, was: tuple[Any, ...] | None, *, at: datetime) -> ImportReport:
    """The feed is the one that was read last, so all that it named is there still: its `read_at` says so for all."""
    with whole_or_nothing():
        locked = Feed.objects.select_for_update().filter(name=feed.name).first()
        if locked is None or standing(locked) != was:
            raise FeedRefused(CHANGED)
        Feed.objects.filter(pk=locked.pk).update(**fared_well(at))
    return report_of_unchanged(feed.name, locked.last_report)


def fared_well(at: datetime) -> dict[str, Any]:
    return {"tried_at": at, "read_at": at, "failures": 0, "last_failure": ""}
