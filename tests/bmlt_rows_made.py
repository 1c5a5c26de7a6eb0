"""Rows as a BMLT server of today serves them, and a reading of them."""

import json
from typing import Any

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import Correction, FeedReading, MeetingRecord
from handrail.meetings.reading.bmlt import read_bmlt

NEW_YORK = FeedDefaults(Fellowship.NA, zone="America/New_York")
ROW = {
    "id_bigint": "1452",
    "worldid_mixed": "G00299489",
    "service_body_bigint": "1003",
    "service_body_name": "Eastern Long Island Area Service",
    "weekday_tinyint": "1",
    "venue_type": "1",
    "start_time": "07:30:00",
    "duration_time": "01:15:00",
    "time_zone": "",
    "formats": "O,ME",
    "lang_enum": "en",
    "longitude": "-72.619114",
    "latitude": "40.969387",
    "published": "1",
    "root_server_uri": "https://bmlt.example.org/main_server",
    "format_shared_id_list": "17,41",
    "meeting_name": "Eleventh Step Meditation",
    "location_text": "Community Church",
    "location_info": "corner with church lane",
    "location_street": "5267 Sound Ave",
    "location_city_subsection": "",
    "location_neighborhood": "",
    "location_municipality": "Aquebogue",
    "location_sub_province": "Suffolk",
    "location_province": "NY",
    "location_postal_code_1": "11931",
    "location_nation": "USA",
    "comments": "",
    "train_lines": "",
    "bus_lines": "",
    "phone_meeting_number": "",
    "virtual_meeting_link": "",
    "virtual_meeting_additional_info": "",
}
WITHOUT_ADDRESS = {
    field: ""
    for field in ROW
    if field.startswith("location_") or field in ("latitude", "longitude", "service_body_name")
}


def reading_of(*rows: Any, defaults: FeedDefaults = NEW_YORK, **told: Any) -> FeedReading:
    return read_bmlt(json.dumps(rows).encode(), defaults, **told)


def record_of(row: dict[str, Any] | None = None, /, defaults: FeedDefaults = NEW_YORK, **changed: Any) -> MeetingRecord:
    return reading_of({**ROW, **(row or {}), **changed}, defaults=defaults).records[0][1]


def corrections_of(row: dict[str, Any] | None = None, /, **changed: Any) -> list[Correction]:
    return reading_of({**ROW, **(row or {}), **changed}).corrections


def refusal_of(**changed: Any) -> str:
    reading = reading_of({**ROW, **changed})
    assert (reading.records, reading.corrections) == ([], [])
    return reading.refused[0].reason
