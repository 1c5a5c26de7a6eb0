"""What is listed, for other programs: read in pieces, so that a list of any length takes the same memory."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import NamedTuple

import orjson
from django.db.models import QuerySet

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.export.bmlt import meeting_id
from handrail.meetings.export.published import PublishedMeeting, Publisher
from handrail.meetings.models import Feed, Meeting

PIECE = 1_000  # meetings in memory at once
RELEASE = 1
"""Counted on when the same meetings are told in other words: an answer kept by somebody is then no longer the same."""

PUBLIC = ("id", "name", "title", "website", "format", "shares_video_links", "feedback_url", "feedback_email",
          "is_demonstration", "formats", "service_bodies")  # fmt: skip
RECORD = tuple(each.name for each in fields(MeetingRecord))


class Hit(NamedTuple):
    """One day of one meeting. `far` in degrees, where a place was asked for."""

    number: int
    weekday: int
    start: time
    minutes: int
    far: float | None = None
    sorted_by: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        return meeting_id(self.number, self.weekday)


@dataclass(frozen=True, slots=True)
class Publishers:
    """All feeds as others may know them, and the version of everything that they list."""

    by_id: Mapping[int, Publisher]
    version: str
    changed_at: datetime | None


def publishers() -> Publishers:
    """In one query. What an exported meeting says comes from its row, which the feed's dates cover, or from here."""
    rows = list(Feed.objects.order_by("pk").values(*PUBLIC, "changed_at", "read_at"))
    changes = [moment for row in rows for moment in (row["changed_at"], row["read_at"]) if moment]
    version = hashlib.sha256(orjson.dumps([RELEASE, rows])).hexdigest()[:32]
    return Publishers({row["id"]: publisher_of(row) for row in rows}, version, max(changes, default=None))


def publisher_of(row: Mapping[str, object]) -> Publisher:
    told = {name: row[name] for name in PUBLIC}
    listed = {name: tuple(told[name]) for name in ("formats", "service_bodies")}  # type: ignore[arg-type]
    return Publisher(**{**told, **listed, "format": FeedFormat(row["format"])})  # type: ignore[arg-type]


def listed_of(known: Publishers) -> QuerySet[Meeting]:
    """Of the feeds that are known: one may be added while a list is on its way, and its meetings are for the next."""
    return Meeting.objects.listed().filter(feed_id__in=list(known.by_id))


def published_meetings(known: Publishers, wanted: QuerySet[Meeting] | None = None) -> Iterator[PublishedMeeting]:
    """All that are listed, in the order of our numbers. Each piece is asked for by itself: no cursor stays open while a
    slow reader takes its time."""
    wanted, last = listed_of(known) if wanted is None else wanted, 0
    while piece := list(wanted.filter(pk__gt=last).order_by("pk")[:PIECE]):
        yield from (published(meeting, known) for meeting in piece)
        last = piece[-1].pk


def in_this_order(known: Publishers, hits: Sequence[Hit]) -> Iterator[tuple[Hit, PublishedMeeting]]:
    """What was found, with its meeting. One that was taken away meanwhile, or its day, is left out."""
    for begin in range(0, len(hits), PIECE):
        piece = hits[begin : begin + PIECE]
        found = listed_of(known).in_bulk({hit.number for hit in piece})
        for hit in piece:
            meeting = found.get(hit.number)
            if meeting is not None and str(hit.weekday) in meeting.weekdays:
                yield hit, published(meeting, known)


def keys_used(known: Publishers) -> list[tuple[Publisher, str]]:
    """The format keys that meetings have, each once."""
    rows = listed_of(known).order_by().values_list("feed_id", "formats").distinct()
    return [(known.by_id[feed], key) for feed, key in sorted({(feed, key) for feed, keys in rows for key in keys})]


def meetings_named(known: Publishers, public_ids: Iterable[str]) -> list[PublishedMeeting]:
    wanted = listed_of(known).filter(public_id__in=set(public_ids)).order_by("pk")
    return [published(meeting, known) for meeting in wanted]


def published(meeting: Meeting, known: Publishers) -> PublishedMeeting:
    return PublishedMeeting(
        number=meeting.pk,
        public_id=meeting.public_id,
        record=record_of(meeting),
        publisher=known.by_id[meeting.feed_id],
        changed_at=meeting.changed_at,
    )


def record_of(meeting: Meeting) -> MeetingRecord:
    """As its reader made it."""
    told = {name: getattr(meeting, name) for name in RECORD}
    told |= {name: tuple(told[name]) for name, value in told.items() if isinstance(value, list)}
    return MeetingRecord(
        **told
        | {
            "fellowship": Fellowship(meeting.fellowship),
            "weekdays": tuple(int(day) for day in meeting.weekdays),
            "zone_from": ZoneFrom(meeting.zone_from),
            "venue": Venue(meeting.venue),
            "traits": frozenset(Trait(trait) for trait in meeting.traits),
        }
    )
