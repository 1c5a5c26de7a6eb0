"""Meetings as exporters take them, for tests."""

from dataclasses import replace
from datetime import UTC, datetime, time

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.export.published import PublishedMeeting, Publisher

CHANGED = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
PUBLISHER = Publisher(
    id=3,
    name="springfield",
    title="Springfield Area",
    website="https://springfield.example/",
    format=FeedFormat.TSML,
    shares_video_links=True,
)
RECORD = MeetingRecord(
    key="monday-night",
    fellowship=Fellowship.NA,
    name="Monday Night",
    weekdays=(1,),
    start=time(19, 30),
    minutes=75,
    zone="America/Chicago",
    zone_from=ZoneFrom.ROW,
    venue=Venue.IN_PERSON,
    place="Example Hall",
    street="12 Example Street",
    city="Springfield",
    state="IL",
    postal_code="62701",
    country="USA",
    formatted_address="12 Example Street, Springfield, IL 62701, USA",
    latitude=39.8,
    longitude=-89.65,
)
ONLINE = {
    "venue": Venue.ONLINE,
    "is_approximate": True,
    "conference_url": "https://zoom.us/j/123456789",
    "conference_url_notes": "Passcode: example",
    "conference_phone": "+14475550100,,123#",
    "conference_phone_notes": "any code",
}


def published(publisher: Publisher = PUBLISHER, *, number: int = 7, **columns) -> PublishedMeeting:
    return PublishedMeeting(
        number=number,
        public_id=f"example{number:06}",
        record=replace(RECORD, **columns),
        publisher=publisher,
        changed_at=CHANGED,
    )
