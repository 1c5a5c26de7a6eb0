"""A plan written to the database, many rows at a time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from handrail.meetings.importing.columns import BESIDE, NAMES
from handrail.meetings.importing.plan import Held, Plan
from handrail.meetings.models import Feed, Meeting

BATCH = 500
Each = TypeVar("Each")

TOLD = [name for name in NAMES if name != "key"]
WRITTEN = [*TOLD, "digest", "raw_digest", "last_seen_at", "changed_at", "gone_at"]
WRITTEN_OTHERWISE = [*BESIDE, "raw_digest"]


def held_of(feed: Feed) -> dict[str, Held]:
    """What is compared of all the feed's meetings, also of those that are gone."""
    rows = feed.meetings.values_list("key", "pk", "digest", "raw_digest", "gone_at")
    return {key: Held(pk, digest, raw, gone_at is not None) for key, pk, digest, raw, gone_at in rows.iterator()}


def write_plan(plan: Plan, feed: Feed, *, at: datetime) -> None:
    """Whoever reads while this is written sees all of the last time. Which day somebody said that a meeting was there
    is in no list of columns here."""
    for batch in batches(plan.new):
        Meeting.objects.bulk_create(meetings(batch, feed, at=at))
    for batch in batches(plan.changed):
        rewrite(meetings(batch, feed, at=at), WRITTEN)
    for batch in batches(plan.rewritten):
        rewrite(meetings(batch, feed, at=at), WRITTEN_OTHERWISE)
    for ids in batches(plan.gone):
        Meeting.objects.filter(pk__in=ids).update(gone_at=at, **last_seen(feed))


def last_seen(feed: Feed) -> dict[str, datetime]:
    """Listed meetings were seen when their feed was read: that is said once, there. One that goes takes it along."""
    return {"last_seen_at": feed.read_at} if feed.read_at else {}


def meetings(batch: Iterable[dict[str, Any]], feed: Feed, *, at: datetime) -> list[Meeting]:
    return [Meeting(**columns, feed=feed, first_seen_at=at, last_seen_at=at, changed_at=at) for columns in batch]


def rewrite(batch: list[Meeting], columns: list[str]) -> None:
    """One statement for many: they are known by their key, so none of them was read before."""
    Meeting.objects.bulk_create(batch, update_conflicts=True, unique_fields=["feed", "key"], update_fields=columns)


def batches(rows: Sequence[Each]) -> Iterator[list[Each]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
