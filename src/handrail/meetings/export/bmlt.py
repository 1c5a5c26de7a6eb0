"""A meeting as a BMLT server answers it: one object for each of its days, every value a string, in the served order."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.bmlt_bodies import body_id, name_of_body
from handrail.meetings.export.bmlt_formats import Format
from handrail.meetings.export.published import PublishedMeeting, Publisher
from handrail.meetings.export.ways_in import without_ways_in
from handrail.meetings.export.withheld import told_to_others
from handrail.meetings.reading.bmlt_raw import is_contact
from handrail.meetings.reading.bmlt_written_rows import AFTER_PROMPT
from handrail.meetings.reading.plain_text import as_text, plain_text

DAYS_OF_ONE = 8
"""A meeting on several days is several here. Their numbers: the meeting's own times this, and the weekday, 0 to 6:
so a day keeps its number when another one comes or goes."""

VENUE_TYPES = {Venue.IN_PERSON: "1", Venue.ONLINE: "2", Venue.HYBRID: "3", Venue.SUSPENDED: "1"}
LOCAL_FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
PERSONAL = re.compile(r"contact|mail|phone|person|name_|user|author|password|secret|key", re.ASCII)
MOST_LOCAL_FIELDS, LONGEST_LOCAL = 40, 2_000


class Distance(NamedTuple):
    kilometers: float
    miles: float


def meeting_id(number: int, weekday: int) -> int:
    return number * DAYS_OF_ONE + weekday


def number_and_day(id_: int) -> tuple[int, int]:
    return divmod(id_, DAYS_OF_ONE)


def bmlt_row(
    meeting: PublishedMeeting,
    weekday: int,
    *,
    formats: list[Format],
    root: str,
    distance: Distance | None = None,
) -> dict[str, str]:
    """For one of its days. `formats` are those that the book of formats finds for it."""
    record = told_to_others(meeting)
    return {
        "id_bigint": str(meeting_id(meeting.number, weekday)),
        "worldid_mixed": as_text(record.raw.get("worldid_mixed")),
        "shared_group_id_bigint": "",
        "service_body_bigint": body_id(meeting.publisher, record.service_body),
        "service_body_name": name_of_body(meeting.publisher, record),
        "weekday_tinyint": str(weekday + 1),
        "venue_type": VENUE_TYPES[Venue(record.venue)],
        "start_time": f"{record.start:%H:%M:%S}",
        "duration_time": duration(record.minutes),
        "time_zone": record.zone,
        "formats": ",".join(form.key for form in formats),
        "lang_enum": as_text(record.raw.get("lang_enum")) or "en",
        "longitude": degrees(record.longitude),
        "latitude": degrees(record.latitude),
        "distance_in_km": f"{distance.kilometers:.10f}" if distance else "",
        "distance_in_miles": f"{distance.miles:.10f}" if distance else "",
        "email_contact": "",
        "published": "1",
        "root_server_uri": root,
        "format_shared_id_list": ",".join(form.own_id for form in formats),
        **data_fields(record),
        **local_fields(record.raw, meeting.publisher),
    }


def data_fields(record: MeetingRecord) -> dict[str, str]:
    return {
        "meeting_name": record.name,
        "location_text": record.place,
        "location_info": record.place_notes,
        "location_street": record.street,
        "location_city_subsection": "",
        "location_neighborhood": record.neighborhood,
        "location_municipality": record.city,
        "location_sub_province": record.county,
        "location_province": record.state,
        "location_postal_code_1": record.postal_code,
        "location_nation": record.country,
        "comments": record.notes,
        "train_lines": "",
        "bus_lines": "",
        "phone_meeting_number": phone(record),
        "virtual_meeting_link": record.conference_url,
        "virtual_meeting_additional_info": record.conference_url_notes,
    }


def phone(record: MeetingRecord) -> str:
    """Where the words around a number hold it, they are told whole; else the number comes first."""
    number, words = record.conference_phone, record.conference_phone_notes
    if not words or not number:
        return number or words
    return words if digits(number) in digits(words) else f"{number} {words}"


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours:02}:{rest:02}:00"


def degrees(value: float | None) -> str:
    return "" if value is None else str(value)


def local_fields(raw: Mapping[str, Any], publisher: Publisher) -> dict[str, str]:
    """What a server calls by names of its own, and the lines that go there: as it wrote them, without markup.

    Of a BMLT server alone: in a row of another kind every name would be such a one. A server of today has a name of its
    own for a passcode too, so where the ways to join are not told, only the lines are.
    """
    if publisher.format != FeedFormat.BMLT:
        return {}
    found: dict[str, str] = {}
    for name, value in raw.items():
        if len(found) == MOST_LOCAL_FIELDS:
            break
        is_told = is_local(name) if publisher.shares_video_links else name in LINES
        if is_told and (told := told_locally(as_text(value))):
            found[name] = told if publisher.shares_video_links else without_ways_in(told)
    return found


def is_local(name: str) -> bool:
    is_known = name in KNOWN or is_contact(name) or PERSONAL.search(name)
    return name in LINES or (LOCAL_FIELD.fullmatch(name) is not None and not is_known)


def told_locally(text: str) -> str:
    """A field of lines leads with the words that it is shown by."""
    parts = (plain_text(part, LONGEST_LOCAL).text for part in text.split(AFTER_PROMPT))
    return AFTER_PROMPT.join(parts)


FIELDS = (
    "id_bigint", "worldid_mixed", "shared_group_id_bigint", "service_body_bigint", "service_body_name",
    "weekday_tinyint", "venue_type", "start_time", "duration_time", "time_zone", "formats", "lang_enum", "longitude",
    "latitude", "distance_in_km", "distance_in_miles", "email_contact", "published", "root_server_uri",
    "format_shared_id_list", "meeting_name", "location_text", "location_info", "location_street",
    "location_city_subsection", "location_neighborhood", "location_municipality", "location_sub_province",
    "location_province", "location_postal_code_1", "location_nation", "comments", "train_lines", "bus_lines",
    "phone_meeting_number", "virtual_meeting_link", "virtual_meeting_additional_info",
)  # fmt: skip
LINES = ("train_lines", "bus_lines")
KNOWN = frozenset({*FIELDS, "root_server_id"}) - {*LINES}
