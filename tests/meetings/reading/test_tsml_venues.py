import pytest

from handrail.meetings.domain.venues import Venue
from meetings.reading.tsml_written import read_one

STREET = {"formatted_address": "4953 W Addison St, Chicago, IL 60641, USA"}
TOWN = {"formatted_address": "Chicago, IL, USA"}
URL = {"conference_url": "https://zoom.us/j/123"}
PHONE = {"conference_phone": "+13125550100,,123#"}


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        (STREET, Venue.IN_PERSON),
        (TOWN, Venue.IN_PERSON),
        (STREET | URL, Venue.HYBRID),
        (STREET | PHONE, Venue.HYBRID),
        (TOWN | URL, Venue.ONLINE),
        (URL, Venue.ONLINE),
        ({}, Venue.ONLINE),
        (STREET | {"types": ["ONL"]}, Venue.HYBRID),
        (STREET | {"types": ["TC"]}, Venue.SUSPENDED),
        (STREET | URL | {"types": ["TC"]}, Venue.ONLINE),
        (STREET | URL | {"attendance_option": "in_person"}, Venue.IN_PERSON),
        (STREET | {"types": ["TC"], "attendance_option": "hybrid"}, Venue.HYBRID),
        (STREET | {"attendance_option": "Online"}, Venue.ONLINE),
        (STREET | URL | {"attendance_option": "inactive"}, Venue.SUSPENDED),
        (STREET | {"conference_url": "javascript:alert(1)"}, Venue.IN_PERSON),
    ],
)
def test_venue_is_what_attendance_says_else_what_place_and_link_say(fields, venue):
    record, _ = read_one(**fields)

    assert record.venue is venue


def test_an_attendance_that_means_nothing_is_noted_and_the_data_tell():
    record, corrections = read_one(**STREET, attendance_option="sometimes")

    assert (record.venue, corrections) == (Venue.IN_PERSON, [("attendance_option", "sometimes", "left out")])


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("javascript:alert(1)", ""),
        ("ftp://example.org/x", ""),
        ("zoom.us/j/123", "https://zoom.us/j/123"),
        ("https://zoom.us/j/ 123", "https://zoom.us/j/123"),
        ("https://zoom.us/j/123?a=1&amp;b=2", "https://zoom.us/j/123?a=1&b=2"),
    ],
)
def test_a_video_link_is_http_or_left_out_and_noted(written, url):
    record, corrections = read_one(conference_url=written)

    assert (record.conference_url, corrections) == (url, [("conference_url", written, url or "left out")])


@pytest.mark.parametrize(
    ("written", "phone", "is_noted"),
    [
        ("+13125550100,,123#", "+13125550100,,123#", False),
        ("(312) 555-0100", "3125550100", False),
        (6695550132, "6695550132", False),
        ("312.555.0100 ext 12", "3125550100", True),
        ("+15873281099,,259742153#,,#,,RmdhK3VLdUVv#", "+15873281099,,259742153#,,#", True),
        ("+16465588656,,333849143#+95822685311,,846#", "+16465588656,,333849143#", True),
        ("Meeting ID: 513 Password: x", "", True),
        ("+11", "", True),
        ("+13125550100" + ",,123456789#" * 20, "+13125550100,,123456789#,,123456789#,,123456789#,,123456789#", True),
        ([1], "", False),
    ],
)
def test_a_phone_is_what_one_tap_can_dial(written, phone, is_noted):
    record, corrections = read_one(conference_phone=written)

    assert record.conference_phone == phone
    assert [(field, read_as) for field, _, read_as in corrections] == (
        [("conference_phone", phone or "left out")] if is_noted else []
    )
