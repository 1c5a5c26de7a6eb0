"""Everything that the page of one meeting says, in words: of the place, the way in, and how old each word is."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.tsml import address_of
from handrail.meetings.export.withheld import without_joining
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.corrections import Corrections, corrections_of
from handrail.meetings.one_meeting.getting_in import GettingIn, getting_in
from handrail.meetings.one_meeting.queries import published
from handrail.meetings.one_meeting.times import Times, times_of
from handrail.meetings.one_meeting.what_to_expect import Expected, expected
from handrail.meetings.wordings.fellowships import fellowship_name
from handrail.meetings.wordings.languages import language_name
from handrail.meetings.wordings.tags import Tag, tags_of
from handrail.meetings.wordings.venues import venue_told

ADDRESS = ("formatted_address", "street", "city", "state", "postal_code")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where people meet in a room."""

    place: str
    address: str
    directions: str
    transit: str
    is_rough: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Who says all this, and when it was last read and last another."""

    name: str
    website: str
    read_on: date
    changed_on: date | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """`notes` and `directions` are plain text, as the source wrote them; nothing in them lets anybody in."""

    name: str
    group: str
    fellowship: str
    venue: Venue
    venue_told: str
    tags: tuple[Tag, ...]
    times: Times
    where: Whereabouts | None
    getting_in: GettingIn | None
    expected: Expected
    languages: str
    notes: str
    website: str
    source: Source
    corrections: Corrections | None

    @property
    def is_suspended(self) -> bool:
        return self.venue is Venue.SUSPENDED


def page_facts(meeting: Meeting, language: str, *, at: datetime, is_way_in_asked: bool = False) -> MeetingFacts:
    told = published(meeting)
    record, publisher = without_joining(told.record), told.publisher
    return MeetingFacts(
        name=record.name,
        group=record.group if record.group != record.name else "",
        fellowship=fellowship_name(record.fellowship, language),
        venue=Venue(record.venue),
        venue_told=venue_told(record.venue, language),
        tags=tags_of(meeting, at=at, language=language),
        times=times_of(record, language, at=at),
        where=whereabouts(record),
        getting_in=getting_in(told, language, at=at, is_asked=is_way_in_asked),
        expected=expected(record.traits, language),
        languages=", ".join(language_name(code, language) for code in record.languages),
        notes=record.notes,
        website=record.website,
        source=source_of(meeting, publisher.entity, publisher.website),
        corrections=corrections_of(record, publisher, public_id=meeting.public_id, language=language),
    )


def whereabouts(record: MeetingRecord) -> Whereabouts | None:
    """A suspended meeting's room as well: people who come to the door know then why it is shut."""
    address = address_of(record) if any(getattr(record, name) for name in ADDRESS) else ""
    if record.venue == Venue.ONLINE or not (record.place or address or record.place_notes):
        return None
    return Whereabouts(record.place, address, record.place_notes, record.transit, record.is_approximate)


def source_of(meeting: Meeting, name: str, website: str) -> Source:
    """Days by the meeting's own clock."""
    return Source(
        name=name,
        website=website,
        read_on=day_there(meeting.feed.read_at or meeting.last_seen_at, meeting.zone),
        changed_on=day_there(meeting.changed_upstream, meeting.zone) if meeting.changed_upstream else None,
        confirmed_on=day_there(meeting.confirmed_at, meeting.zone) if meeting.confirmed_at else None,
    )


def day_there(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
