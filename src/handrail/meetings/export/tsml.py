"""A meeting as one row of a Meeting Guide list (TSML): exactly what the specification says, and nothing else, but for
`duration` where an end does not tell it: a room that is open all day ends at the hour at which it begins.

What its readers do with a row decides what stands here: one without a slug, an address or a zone is dropped in silence,
a day with a name breaks the whole page, and a link to a host that they do not know does not count as online.
"""

from datetime import UTC, datetime, time
from typing import Any

from handrail.meetings.domain.address_lines import address_line
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.published import PublishedMeeting, Publisher
from handrail.meetings.export.type_codes import type_codes
from handrail.meetings.export.withheld import told_to_others
from handrail.meetings.reading.clocks import length_between

DECIMALS = 5
A_DAY = 24 * 60
SQL_DATETIME = "%Y-%m-%d %H:%M:%S"
YES, NO = "yes", "no"
ATTENDANCE = {
    Venue.IN_PERSON: "in_person",
    Venue.ONLINE: "online",
    Venue.HYBRID: "hybrid",
    Venue.SUSPENDED: "inactive",
}
AS_THEY_ARE = (
    ("group", "group"),
    ("location", "place"),
    ("address", "street"),
    ("city", "city"),
    ("state", "state"),
    ("postal_code", "postal_code"),
    ("country", "country"),
    ("notes", "notes"),
    ("conference_url", "conference_url"),
    ("conference_url_notes", "conference_url_notes"),
    ("conference_phone", "conference_phone"),
    ("conference_phone_notes", "conference_phone_notes"),
    ("url", "website"),
)


def tsml_row(meeting: PublishedMeeting) -> dict[str, Any]:
    record = told_to_others(meeting)
    row = {
        "slug": meeting.public_id,
        "name": record.name,
        **when(record),
        "timezone": record.zone,
        "types": type_codes(meeting),
        "languages": list(record.languages),
        "attendance_option": ATTENDANCE[Venue(record.venue)],
        **where(record),
        **{name: getattr(record, column) for name, column in AS_THEY_ARE},
        **corrections(record, meeting.publisher),
        **entity(meeting.publisher),
        "updated": sql_datetime(record.changed_upstream or meeting.changed_at),
    }
    return {name: value for name, value in row.items() if value not in ("", [], None)}


def when(record: MeetingRecord) -> dict[str, Any]:
    """None of them: by appointment."""
    if not record.weekdays or record.start is None:
        return {}
    days, end = list(record.weekdays), end_of(record.start, record.minutes)
    return {
        "day": days[0] if len(days) == 1 else days,
        "time": f"{record.start:%H:%M}",
        "end_time": f"{end:%H:%M}",
        "duration": record.minutes if length_between(record.start, end).minutes != record.minutes else None,
    }


def end_of(start: time, minutes: int) -> time:
    """On the same clock; earlier than the start means on the next day."""
    hour, minute = divmod((start.hour * 60 + start.minute + minutes) % A_DAY, 60)
    return time(hour, minute)


def where(record: MeetingRecord) -> dict[str, Any]:
    address = address_of(record)
    return {
        "formatted_address": address,
        "approximate": YES if record.is_approximate or not has_an_address(record) else NO,
        "latitude": degrees(record.latitude),
        "longitude": degrees(record.longitude),
        "regions": list(record.regions),
        "location_notes": "\n".join(filter(None, (record.place_notes, record.transit))),
    }


def has_an_address(record: MeetingRecord) -> bool:
    return bool(record.formatted_address or record.street)


def address_of(record: MeetingRecord) -> str:
    """Never empty. Where a feed tells no place at all, the town that names the zone: it implies one clock."""
    return record.formatted_address or line_of(record) or town_of(record.zone)


def line_of(record: MeetingRecord) -> str:
    return address_line(
        street=record.street,
        city=record.city,
        state=record.state,
        postal_code=record.postal_code,
        country=record.country,
    )


def town_of(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def degrees(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def corrections(record: MeetingRecord, publisher: Publisher) -> dict[str, Any]:
    """Where a mistake is told: to the meeting's own addresses, or else to those of its list."""
    emails = list(record.feedback_emails) or [publisher.feedback_email] * bool(publisher.feedback_email)
    return {"feedback_url": record.feedback_url or publisher.feedback_url, "feedback_emails": emails}


def entity(publisher: Publisher) -> dict[str, str]:
    """The specification names the site `entity_website_url`, its example and readers `entity_url`: both are told."""
    return {
        "entity": publisher.entity,
        "entity_url": publisher.website,
        "entity_website_url": publisher.website,
    }


def sql_datetime(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(SQL_DATETIME)
