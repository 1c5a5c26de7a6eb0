"""What lets somebody into a meeting, in the words of real lists (numbers and secrets are made up)."""

import gzip
import json
import re
from datetime import UTC, datetime

import pytest

from handrail.meetings.domain.feeds import FeedDefaults, FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.export.bmlt import bmlt_row
from handrail.meetings.export.icalendar import calendar_of
from handrail.meetings.export.published import PublishedMeeting, Publisher
from handrail.meetings.export.tsml import tsml_row
from handrail.meetings.export.ways_in import leads_in, without_ways_in
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.tsml import read_tsml

AT = datetime(2026, 11, 27, tzinfo=UTC)
SECRET = re.compile(r"pass ?word|pass ?code|pwd=|https?://\S*(?:zoom\.us|/j/\d)|\bID: ?\d{3}", re.IGNORECASE)
LISTS = ("san-jose-ca.json.gz", "sf-marin-ca.json.gz", "philadelphia-pa.json.gz", "oiaa-online-cypress-160.json",
         "eating-disorders-anonymous-intl.json")  # fmt: skip
SERVERS = ("ny-GetSearchResults.json.gz", "edge-virtual-na-two-timezones.json")


@pytest.mark.parametrize(
    "line",
    [
        "Meeting ID: 123456789# Password: Example",
        "passcode: Example",
        "Zoom: https://zoom.us/j/123456789  pwd=Example1",
        "Join at https://short.example",
        "zoom.us:443/j/123456789?pwd=a",
        "tinyurl.example/abc",
        "Free flow topic. Pass code Example",
        "Dial-in ID 123 456 789",
        "PIN is 1234",
        "Pass: Example",
        "pass 1234",
        "Access code for the phone: 9876",
        "Zoom: 123 456 7890",
        "One tap mobile: +15555550100,,123456789#",
        "Contraseña: Ejemplo",
        "Na app digitar o ID da sala: 1234567890",
    ],
)
def test_line_with_a_way_in_goes_and_the_others_stay(line):
    assert without_ways_in(f"Bring a friend.\n{line}\nRing twice.") == "Bring a friend.\nRing twice."


@pytest.mark.parametrize("text", ["Meeting ID:\n123 456 789", "The password is\n\nExample", "PIN:\r\n1234"])
def test_what_is_to_be_typed_goes_also_from_the_next_line(text):
    assert without_ways_in(f"{text}\nRing twice.") == "Ring twice."


@pytest.mark.parametrize(
    "text",
    ["Ketchum, ID - 12pm Mountain", "571 2nd St E, Ketchum, ID 83340", "Pass It On", "Compassionate Hearts",
     "This Too Shall Pass", "155 Boulder Hill Pass, Montgomery, IL 60538",
     "Men's Zoom at 7", "Bring your own coffee and/or tea. Call 555-555-0100."],
)  # fmt: skip
def test_other_words_stay(text):
    assert without_ways_in(text) == text


def test_website_is_told_unless_it_is_the_way_in():
    links = ("https://springfield.example/", "https://short.example/j/123", "https://us02web.zoom.us/my/example",
             "https://short.example/?pwd=a")  # fmt: skip

    assert [leads_in(link) for link in links] == [False, True, True, True]


def told(content: bytes, *, form: FeedFormat) -> str:
    """All that is exported of a feed that does not share its links, in every format."""
    read = read_bmlt if form is FeedFormat.BMLT else read_tsml
    publisher = Publisher(id=1, name="silent", format=form)
    meetings = [
        PublishedMeeting(number=number, public_id=f"id{number}", record=record, publisher=publisher, changed_at=AT)
        for number, record in read(content, FeedDefaults(Fellowship.AA, "America/Chicago")).records
    ]
    weekly = [meeting for meeting in meetings if meeting.is_weekly]
    rows = [tsml_row(meeting) for meeting in meetings]
    rows += [bmlt_row(meeting, meeting.record.weekdays[0], formats=[], root="") for meeting in weekly]
    unfolded = calendar_of(weekly, at=AT, named=True).decode().replace("\r\n ", "")
    return json.dumps(rows, ensure_ascii=False) + unfolded


@pytest.mark.shared_data
@pytest.mark.parametrize("name", [*(f"tsml/{name}" for name in LISTS), *(f"bmlt/{name}" for name in SERVERS)])
def test_no_export_of_a_real_feed_tells_a_way_in_that_the_feed_does_not_share(name, shared_data):
    found = (shared_data / "meetings" / name).read_bytes()
    content = gzip.decompress(found) if name.endswith(".gz") else found

    told_of_it = told(content, form=FeedFormat.BMLT if name.startswith("bmlt/") else FeedFormat.TSML)

    assert SECRET.findall(told_of_it) == []
