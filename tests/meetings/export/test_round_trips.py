"""Every real feed, read, told to others, and read again: the same meetings, but for what no export holds."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from handrail.meetings.domain.feeds import FeedDefaults, FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.export.bmlt import bmlt_row
from handrail.meetings.export.bmlt_bodies import bodies
from handrail.meetings.export.bmlt_formats import FormatBook, row_of
from handrail.meetings.export.published import PublishedMeeting, Publisher
from handrail.meetings.export.tsml import tsml_row
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.bmlt_side_answers import read_formats, read_service_bodies
from handrail.meetings.reading.tsml import read_tsml

pytestmark = pytest.mark.shared_data

ROOT = "https://handrail.example/bmlt"
AT = datetime(2026, 11, 27, tzinfo=UTC)
NOT_PUBLISHED = ("key", "raw", "zone_from", "changed_upstream")
NOT_IN_BMLT = ("group", "website", "feedback_url", "feedback_emails", "is_approximate", "service_body")
ADDED_TO = ("formats", "world_ids")
"""To which an export adds: codes of the specification beside the feed's own."""

PLACE = ("formatted_address", "is_approximate", "state", "country")

TSML = {
    "san-jose-ca.json.gz": (Fellowship.AA, 670),
    "philadelphia-pa.json.gz": (Fellowship.AA, 2038),
    "sf-marin-ca.json.gz": (Fellowship.AA, 658),
    "al-anon-us.json.gz": (Fellowship.AL_ANON, 360),
    "eating-disorders-anonymous-intl.json": (Fellowship.OTHER, 185),
    "edmonton-ab.json": (Fellowship.AA, 315),
    "northwest-texas.json": (Fellowship.AA, 613),
    "ben-lomond-ca.json": (Fellowship.AA, 35),
    "edge-times.json": (Fellowship.AA, 9),
    "edge-appointment.json": (Fellowship.AA, 2),
    "edge-timezones.json": (Fellowship.AA, 2),
    "pdf-fixture-25.json": (Fellowship.AA, 25),
    "oiaa-online-cypress-160.json": (Fellowship.AA, 160),
}
BMLT = {
    "ny-GetSearchResults.json.gz": ("ny-GetFormats-all-languages.json", "ny-GetServiceBodies.json"),
    "australia-GetSearchResults.json": ("australia-admin-api-formats-multilingual.json", ""),
    "buffalo-ny-used-formats-day2.json": ("buffalo-ny-GetFormats.json", "buffalo-ny-GetServiceBodies.json"),
    "buffalo-ny-used-formats-day3.json": ("buffalo-ny-GetFormats.json", "buffalo-ny-GetServiceBodies.json"),
    "edge-virtual-na-two-timezones.json": ("", ""),
    "empty-used-formats.json": ("", ""),
}


@pytest.fixture(scope="module")
def content_of(shared_data):
    def content(name: str) -> bytes:
        found = (shared_data / "meetings" / name).read_bytes()
        return gzip.decompress(found) if name.endswith(".gz") else found

    return content


def published(records: Iterable[tuple[int, MeetingRecord]], publisher: Publisher) -> list[PublishedMeeting]:
    return [
        PublishedMeeting(number=number, public_id=f"id{number}", record=record, publisher=publisher, changed_at=AT)
        for number, record in records
    ]


def told(record: MeetingRecord, *, without: tuple[str, ...]) -> dict:
    kept = [each.name for each in fields(record) if each.name not in (*NOT_PUBLISHED, *ADDED_TO, *without)]
    values = {name: getattr(record, name) for name in kept}
    for name in ("latitude", "longitude"):
        if values[name] is not None:
            values[name] = round(values[name], 5)
    return values


def is_nowhere(record: MeetingRecord) -> bool:
    """Lists without a place are told with the town of their zone: those who read them drop a row without."""
    return not (record.formatted_address or record.street or record.city)


def differences(before: MeetingRecord, after: MeetingRecord, *, without: tuple[str, ...] = ()) -> dict:
    without = (*without, *PLACE) if is_nowhere(before) else without
    one, other = told(before, without=without), told(after, without=without)
    found = {name: (one[name], other[name]) for name in one if one[name] != other[name]}
    lost = {name: set(getattr(before, name)) - set(getattr(after, name)) for name in ADDED_TO}
    if before.fellowship is Fellowship.AL_ANON:
        lost["formats"] -= {"POA"}  # parents of alcoholics there; proof of attendance to every reader of the list
    return found | {name: value for name, value in lost.items() if value}


def tsml_again(found: list[PublishedMeeting], defaults: FeedDefaults) -> dict[str, MeetingRecord]:
    content = json.dumps([tsml_row(meeting) for meeting in found]).encode()
    reading = read_tsml(content, defaults)
    assert reading.refused == []
    return {record.key: record for _, record in reading.records}


@pytest.mark.parametrize("name", TSML)
def test_meeting_guide_list_comes_back_as_it_went(name, content_of):
    fellowship, rows = TSML[name]
    defaults = FeedDefaults(fellowship, "America/Chicago")
    reading = read_tsml(content_of(f"tsml/{name}"), defaults)
    publisher = Publisher(id=1, name="one", format=FeedFormat.TSML, shares_video_links=True)
    found = published(reading.records, publisher)

    again = tsml_again(found, FeedDefaults(fellowship))

    differing = {each.record.key: differences(each.record, again[each.public_id]) for each in found}
    assert {key: value for key, value in differing.items() if value} == {}
    assert len(again) + len(reading.refused) == rows


@pytest.mark.parametrize("name", BMLT)
def test_bmlt_answer_comes_back_as_it_went(name, content_of):
    formats, tree = BMLT[name]
    publisher = Publisher(
        id=1,
        name="one",
        format=FeedFormat.BMLT,
        shares_video_links=True,
        formats=tuple(read_formats(content_of(f"bmlt/{formats}"))) if formats else (),
        service_bodies=tuple(read_service_bodies(content_of(f"bmlt/{tree}"))) if tree else (),
    )
    reading = read_bmlt(
        content_of(f"bmlt/{name}"),
        FeedDefaults(Fellowship.NA, "America/Chicago"),
        formats=publisher.formats,
        service_bodies=publisher.service_bodies,
    )
    found = published(reading.records, publisher)
    used = [(publisher, key) for each in found for key in each.record.formats]
    book = FormatBook([publisher], used=used)

    rows = [
        bmlt_row(meeting, meeting.record.weekdays[0], formats=book.formats_of(meeting), root=ROOT) for meeting in found
    ]
    again = read_bmlt(
        json.dumps(rows).encode(),
        FeedDefaults(Fellowship.NA),
        formats=[row_of(each, root=ROOT) for each in book.all_in(["en", "es", "fr", "sv"])],
        service_bodies=list(bodies([publisher])) if tree else (),
    )

    pairs = zip(found, (record for _, record in again.records), strict=True)
    differing = {one.record.key: differences(one.record, other, without=NOT_IN_BMLT) for one, other in pairs}
    assert {key: value for key, value in differing.items() if value} == {}
    assert again.refused == []
