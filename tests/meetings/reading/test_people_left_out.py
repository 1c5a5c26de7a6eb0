"""The row as it came is kept without the people in it, whichever way a feed writes it."""

import gzip
import json
import re

import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.people_left_out import is_of_people, without_people
from handrail.meetings.reading.tsml import read_tsml
from meetings.reading.tsml_written import ROW, read_one

OF_PEOPLE = {
    "contact_1_name": "Member X.",
    "contact_3_phone": "+1-555-0101",
    "contact_name_2": "Member Y.",
    "email": "contact00001@example.org",
    "E-Mail": "contact00002@example.org",
    "phone": "+1-555-0102",
    "gsr_phone_2": "+1-555-0103",
    "author": "Member Z.",
    "people": "Member R.",
    "primaryContactName": "Member P.",
    "altContactEmail": "contact00003@example.org",
    "mailing_address": "PO Box 8526, Anytown",
    "last_contact": "2026-01-01",
    "cont\0act": "Member N.",
}
OF_THE_LIST = {
    "feedback_emails": ["corrections@example.org"],
    "entity": "Example Intergroup",
    "entity_phone": "+1-555-0199",
    "entity_email": "office@example.org",
    "conference_phone": "+15550100",
    "conference_phone_notes": "Meeting ID 1",
    "formatted_address": "1 Example Street",
    "venmo": "@example",
}
MADE_UP = re.compile(r"Member [A-Z]\.|contact\d{5}@example\.org|\+1-555-01\d\d|PO Box")
"""What stands in our real feeds where members did."""

FREE_TEXT = re.compile(r"notes|conference_url|conference_phone|feedback_url")
"""What a group wrote for everybody to read."""


def test_people_in_a_row_are_never_kept():
    record, _ = read_one(**OF_PEOPLE)

    assert record.raw == ROW
    assert MADE_UP.findall(repr(record)) == []


def test_people_in_a_table_are_never_kept():
    head = "Name,ID,Day,Time,Contact 1 Name,Contact 1 Phone,Email,Last Contact,Mailing Address,Author"
    line = "Example,e-1,Sunday,18:00,Member X.,+1-555-0101,contact00001@example.org,2026-01-01,PO Box 1,Member Y."

    ((_, record),) = read_tsml(f"{head}\n{line}\n".encode(), FeedDefaults(Fellowship.AA)).records

    assert record.raw == {"Name": "Example", "ID": "e-1", "Day": "Sunday", "Time": "18:00"}


def test_people_within_other_fields_are_not_kept_either():
    kept = without_people({"groupInfo": {"primaryContact": "Member X.", "rooms": [{"email": "x@y.z", "room": 2}]}})

    assert kept == {"groupInfo": {"rooms": [{"room": 2}]}}


@pytest.mark.parametrize("name", OF_THE_LIST)
def test_what_reaches_a_body_or_joins_a_meeting_is_kept(name):
    assert not is_of_people(name)


@pytest.mark.shared_data
@pytest.mark.parametrize("format", ["tsml", "bmlt"])
def test_no_member_of_a_real_feed_is_in_a_row_as_it_is_kept(shared_data, format):
    read, files = {"tsml": read_tsml, "bmlt": read_bmlt}[format], (shared_data / "meetings" / format).iterdir()
    answers = [path for path in files if format == "tsml" or "SearchResults" in path.name or "used" in path.name]

    kept = [raw for path in answers if "invalid" not in path.name for raw in rows_kept(path, read)]

    assert len(kept) > 1000
    assert [field for raw in kept for field in members_in(raw)] == []


def rows_kept(path, read):
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    return [record.raw for _, record in read(content, FeedDefaults(Fellowship.OTHER)).records]


def members_in(raw):
    """Free text is left as its group wrote it."""
    return [name for name, value in raw.items() if not FREE_TEXT.search(name) and MADE_UP.search(json.dumps(value))]
