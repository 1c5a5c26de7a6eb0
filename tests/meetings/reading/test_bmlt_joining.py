"""Links and numbers: only what can be opened and dialed, and a link that stands where it should not."""

import pytest

from bmlt_rows_made import WITHOUT_ADDRESS, corrections_of, record_of
from handrail.meetings.domain.records import Correction
from handrail.meetings.domain.venues import Venue

ONLINE = {**WITHOUT_ADDRESS, "venue_type": "2"}
ZOOM = "https://us04web.zoom.us/j/3755550112"


def test_link_number_and_what_to_know_are_taken():
    record = record_of(
        ONLINE,
        virtual_meeting_link=ZOOM,
        virtual_meeting_additional_info="Passcode: 555",
        phone_meeting_number="+1 (646) 555-0112,,3755550112#",
    )

    assert (record.conference_url, record.conference_url_notes) == (ZOOM, "Passcode: 555")
    assert (record.conference_phone, record.conference_phone_notes) == ("+16465550112,,3755550112#", "")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://zoom.us/j/1", "https://a@b.example", "call me"])
def test_link_that_no_browser_may_be_sent_to_is_dropped_and_reported(link):
    assert record_of(ONLINE, virtual_meeting_link=link).conference_url == ""
    assert corrections_of(ONLINE, virtual_meeting_link=link) == [Correction(1, "virtual_meeting_link", link, "")]


def test_link_without_a_scheme_is_mended():
    assert record_of(ONLINE, virtual_meeting_link="zoom.us/j/1").conference_url == "https://zoom.us/j/1"


@pytest.mark.parametrize(
    ("told", "phone", "notes"),
    [
        ("646.555.0112", "6465550112", ""),
        ("12345", "12345", ""),
        ("Dial (646) 555-0112, then 99#", "6465550112,", "Dial (646) 555-0112, then 99#"),
        ("ask at the desk", "", "ask at the desk"),
    ],
)
def test_number_is_what_one_tap_dials_and_words_are_kept_beside_it(told, phone, notes):
    record = record_of(ONLINE, phone_meeting_number=told)

    assert (record.conference_phone.rstrip(","), record.conference_phone_notes) == (phone.rstrip(","), notes)


def test_number_longer_than_any_is_kept_as_words_alone():
    record = record_of(ONLINE, phone_meeting_number="5" * 80)

    assert (record.conference_phone, record.conference_phone_notes) == ("", "5" * 80)


@pytest.mark.parametrize(
    ("comments", "url", "notes"),
    [
        (ZOOM, ZOOM, ""),
        (f"Join here: {ZOOM}. Cameras on.", ZOOM, "Join here: . Cameras on."),
        (f"About us: https://example.org/group\n{ZOOM}", ZOOM, "About us: https://example.org/group"),
        ("Room (https://rooms.example.org/7)", "https://rooms.example.org/7", "Room ()"),
        (f'<a href="{ZOOM}">Join</a> us', ZOOM, "Join us"),
        ("https://zoom.us/j/1?a=1&amp;b=2", "https://zoom.us/j/1?a=1&b=2", ""),
        ("No link here", "", "No link here"),
    ],
)
def test_link_that_only_the_comments_hold_joins_an_online_meeting_and_leaves_the_notes(comments, url, notes):
    record = record_of(ONLINE, comments=comments)

    assert (record.conference_url, record.notes) == (url, notes)


def test_link_of_the_comments_is_reported():
    assert corrections_of(ONLINE, comments=ZOOM) == [Correction(1, "comments", ZOOM, f"conference_url: {ZOOM}")]


def test_own_field_of_the_link_counts_before_the_comments():
    record = record_of(ONLINE, virtual_meeting_link="https://meet.jit.si/own", comments=ZOOM)

    assert (record.conference_url, record.notes) == ("https://meet.jit.si/own", ZOOM)


def test_comments_of_a_meeting_in_a_house_keep_their_links():
    record = record_of(venue_type="1", comments=ZOOM)

    assert (record.conference_url, record.notes) == ("", ZOOM)


@pytest.mark.parametrize(("comments", "url"), [(ZOOM, ZOOM), ("https://example.org/group", "")])
def test_hybrid_meeting_takes_only_a_link_of_a_meeting_service_from_its_comments(comments, url):
    assert record_of(venue_type="3", comments=comments).conference_url == url


def test_online_meeting_without_an_address_says_in_the_words_for_its_house_how_to_join():
    told = {"location_text": "Click the link", "location_info": f"{ZOOM}\nPassword: AHuV"}

    record = record_of({**ONLINE, **told})

    assert (record.place, record.place_notes) == ("", "")
    assert (record.conference_url, record.conference_url_notes) == (ZOOM, "Click the link\n\nPassword: AHuV")
    assert [each.field for each in corrections_of({**ONLINE, **told})] == [
        "location_text",
        "location_info",
        "virtual_meeting_additional_info",
    ]


def test_online_meeting_with_an_address_keeps_its_house():
    record = record_of(venue_type="2")

    assert (record.venue, record.place, record.conference_url_notes) == (Venue.ONLINE, "Community Church", "")


def test_point_of_an_online_meeting_is_approximate_and_of_a_house_it_is_not():
    assert record_of(venue_type="2").is_approximate is True
    assert record_of(venue_type="1").is_approximate is False
