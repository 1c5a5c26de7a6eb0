"""A record as a row of a Meeting Guide feed, field by field as the specification has it: what reads it must find it."""

import json
from dataclasses import replace

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedReading, MeetingRecord
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.reading.clocks import clock_after
from handrail.meetings.reading.tsml import read_tsml

AA = FeedDefaults(Fellowship.AA, "America/Chicago")
ROW = {"name": "Sunday Serenity", "slug": "sunday-serenity", "day": 0, "time": "18:00"}


def read_rows(*rows, defaults: FeedDefaults = AA) -> FeedReading:
    return read_tsml(json.dumps(rows).encode(), defaults)


def read_one(defaults: FeedDefaults = AA, **fields) -> tuple[MeetingRecord, list[tuple[str, str, str]]]:
    """A usual row with these fields besides, and what was noted of it."""
    reading = read_rows(ROW | fields, defaults=defaults)
    ((_, record),) = reading.records
    return record, [(each.field, each.was, each.read_as) for each in reading.corrections]


def written(record: MeetingRecord) -> dict:
    row = {
        "slug": record.key,
        "name": record.name,
        "duration": record.minutes,
        "timezone": record.zone,
        "attendance_option": "inactive" if record.venue is Venue.SUSPENDED else record.venue.value,
        "group": record.group,
        "location": record.place,
        "address": record.street,
        "city": record.city,
        "state": record.state,
        "postal_code": record.postal_code,
        "country": record.country,
        "formatted_address": record.formatted_address,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "approximate": "yes" if record.is_approximate else "no",
        "location_notes": record.place_notes,
        "regions": list(record.regions),
        "notes": record.notes,
        "types": list(record.formats),
        "languages": list(record.languages),
        "conference_url": record.conference_url,
        "conference_url_notes": record.conference_url_notes,
        "conference_phone": record.conference_phone,
        "conference_phone_notes": record.conference_phone_notes,
        "website": record.website,
        "feedback_url": record.feedback_url,
        "feedback_emails": list(record.feedback_emails),
        "updated": record.changed_upstream.strftime("%Y-%m-%d %H:%M:%S") if record.changed_upstream else None,
    }
    if record.start is None:
        return row
    times = {"time": f"{record.start:%H:%M}", "end_time": f"{clock_after(record.start, record.minutes):%H:%M}"}
    return row | times | {"day": record.weekdays[0] if len(record.weekdays) == 1 else list(record.weekdays)}


def what_it_says(record: MeetingRecord) -> MeetingRecord:
    """Apart from the row that it came from, and from who told its zone."""
    return replace(record, raw={}, zone_from=ZoneFrom.ROW)
