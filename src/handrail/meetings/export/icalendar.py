"""Meetings for a person's own calendar (RFC 5545): each week, on the meeting's own clock.

A calendar shows its entries on locked screens and to family and colleagues (P8). So an entry is called "Meeting" and
says no more, not even in its id (S38), unless names are asked for; and it is private, which shared calendars show as
"busy". The public id opens the meeting's page, so an entry without a name has an id that leads nowhere.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from handrail.kernel.keyed_digests import keyed_digest
from handrail.meetings.domain.occurrences import WeeklyTime, next_day
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.published import PublishedMeeting
from handrail.meetings.export.time_zones import time_zone
from handrail.meetings.export.tsml import address_of
from handrail.meetings.export.withheld import told_to_others

PRODUCT = "-//Handrail//Meetings//EN"
NEUTRAL = "Meeting"
UID_PURPOSE = "meeting in a calendar"
BYDAY = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def calendar_of(meetings: Iterable[PublishedMeeting], *, at: datetime, named: bool = False) -> bytes:
    """Meetings by appointment have no hour, and stand in no calendar."""
    weekly = [meeting for meeting in meetings if meeting.is_weekly]
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for zone in sorted({meeting.record.zone for meeting in weekly} - {"UTC"}):
        calendar.add_component(time_zone(zone, at.year - 1))  # here it may still be the year before
    for meeting in weekly:
        calendar.add_component(event_of(meeting, at=at, named=named))
    return calendar.to_ical()


def event_of(meeting: PublishedMeeting, *, at: datetime, named: bool) -> Event:
    record = told_to_others(meeting)
    starts = first_start(record, at)
    event = Event()
    event.add("UID", uid_of(meeting, named=named))
    event.add("DTSTAMP", meeting.changed_at)
    event.add("LAST-MODIFIED", meeting.changed_at)
    event.add("SUMMARY", record.name if named else NEUTRAL)
    event.add("DTSTART", starts)
    event.add("DURATION", timedelta(minutes=record.minutes))
    event.add("RRULE", {"FREQ": "WEEKLY", "WKST": "SU", "BYDAY": [BYDAY[day] for day in record.weekdays]})
    event.add("CLASS", "PRIVATE")
    event.add("STATUS", "CANCELLED" if record.venue == Venue.SUSPENDED else "CONFIRMED")
    if named:
        for name, value in told_of_place(record, meeting.publisher.entity).items():
            event.add(name, value)
    return event


def uid_of(meeting: PublishedMeeting, *, named: bool) -> str:
    """Always the same, so that a meeting that is saved again replaces its entry. An entry with its name says the public
    id, and never the other one: beside a name that would be the table to look it up in."""
    return meeting.public_id if named else keyed_digest(meeting.public_id, purpose=UID_PURPOSE)


def told_of_place(record: MeetingRecord, entity: str) -> dict[str, object]:
    is_met_there = record.venue != Venue.ONLINE
    place = ", ".join(filter(None, (record.place, address_of(record)))) if is_met_there else ""
    words = (record.name, record.group, record.place_notes, record.notes, record.conference_url_notes,
             record.conference_phone, record.conference_phone_notes, entity)  # fmt: skip
    told: dict[str, object] = {"DESCRIPTION": "\n".join(dict.fromkeys(filter(None, words)))}
    if place:
        told["LOCATION"] = place
    if is_met_there and record.latitude is not None and record.longitude is not None:
        told["GEO"] = (record.latitude, record.longitude)
    if link := record.conference_url or record.website:
        told["URL"] = "".join(link.split())  # the library refuses the whole calendar for one line end
    return told


def first_start(record: MeetingRecord, at: datetime) -> datetime:
    """The next time. With evenings that are over, a calendar would say that somebody was there."""
    weekly = WeeklyTime.of(record.weekdays, record.start, record.minutes, record.zone)
    if weekly is None:
        raise ValueError("A meeting by appointment has no start.")
    return datetime.combine(next_day(weekly, at=at), weekly.start, ZoneInfo(weekly.zone))
