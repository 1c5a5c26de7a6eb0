"""Meetings as a table (CSV): the same list for whoever opens it in a spreadsheet, with the specification's headings."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from handrail.kernel.spreadsheet_cells import neutral
from handrail.meetings.export.published import PublishedMeeting
from handrail.meetings.export.tsml import tsml_row

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
COLUMNS = {
    "slug": "ID",
    "name": "Name",
    "day": "Day",
    "time": "Time",
    "end_time": "End Time",
    "duration": "Duration",
    "timezone": "Timezone",
    "types": "Types",
    "languages": "Languages",
    "attendance_option": "Attendance Option",
    "formatted_address": "Formatted Address",
    "approximate": "Approximate",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "regions": "Regions",
    "location": "Location",
    "address": "Address",
    "city": "City",
    "state": "State",
    "postal_code": "Postal Code",
    "country": "Country",
    "location_notes": "Location Notes",
    "group": "Group",
    "notes": "Notes",
    "conference_url": "Conference URL",
    "conference_url_notes": "Conference URL Notes",
    "conference_phone": "Conference Phone",
    "conference_phone_notes": "Conference Phone Notes",
    "url": "URL",
    "feedback_url": "Feedback URL",
    "feedback_emails": "Feedback Emails",
    "entity": "Entity",
    "entity_url": "Entity URL",
    "entity_website_url": "Entity Website URL",
    "updated": "Updated",
}
NUMBERS = ("latitude", "longitude")
BETWEEN = {"regions": " > "}
BETWEEN_OTHERS = ", "


def heading() -> str:
    return line(COLUMNS.values())


def lines(meetings: Iterable[PublishedMeeting]) -> Iterator[str]:
    for meeting in meetings:
        row = tsml_row(meeting)
        yield line(cell(name, row.get(name, "")) for name in COLUMNS)


def cell(name: str, value: Any) -> str:
    """A number that is below zero is no formula; every other text that begins like one is made harmless."""
    if name in NUMBERS:
        return str(value)
    if name == "day":
        value = [DAYS[day] for day in (value if isinstance(value, list) else [value] * (value != ""))]
    text = BETWEEN.get(name, BETWEEN_OTHERS).join(value) if isinstance(value, list) else str(value)
    return neutral(text)


def line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
