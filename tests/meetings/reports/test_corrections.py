"""Where a correction can be sent: with the meeting named, and nothing about who writes."""

from urllib.parse import parse_qs, urlsplit

import pytest

from handrail.meetings.models import Feed
from handrail.meetings.reports.corrections import ways_to_correct
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db


def ways(language="en", **overrides):
    return ways_to_correct(meeting=make_stored_meeting(**overrides), language=language)


def test_mail_names_the_meeting_as_its_list_knows_it():
    (way,) = ways(name="Hope & Coffee?", key="a b/1", feedback_emails=["lists@area.example"])

    letter = urlsplit(way.href)
    told = parse_qs(letter.query)
    assert (letter.scheme, letter.path, way.shown, way.is_mail) == (
        "mailto",
        "lists@area.example",
        "lists@area.example",
        True,
    )
    assert set(told) == {"subject", "body"}
    assert told["subject"] == ["Correction: Hope & Coffee? (a b/1)"]
    assert told["body"][0].startswith("Name: Hope & Coffee?\nNumber in your list: a b/1\n")


def test_meetings_own_way_comes_before_that_of_its_list():
    make_stored_meeting()
    Feed.objects.update(feedback_url="https://area.example/fix", feedback_email="area@area.example")

    own = ways(feedback_url="https://group.example/fix")
    of_list = ways()

    assert [way.shown for way in own] == ["https://group.example/fix"]
    assert [way.shown for way in of_list] == ["https://area.example/fix", "area@area.example"]


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://area.example/", "https://zoom.us/j/123456789?pwd=x", "area.example"]
)
def test_no_script_and_no_way_into_a_meeting_is_one_to_correct_it(address):
    assert ways(feedback_url=address) == ()


def test_address_of_mail_cannot_add_to_the_letter():
    (way,) = ways(feedback_emails=["a@area.example?bcc=b@other.example"])

    assert set(parse_qs(urlsplit(way.href).query)) == {"subject", "body"}


def test_passcode_in_a_name_is_not_sent_along():
    (way,) = ways(name="Passcode: 12345", feedback_emails=["lists@area.example"])

    assert "12345" not in way.href


def test_in_spanish():
    (way,) = ways("es", feedback_emails=["lists@area.example"])

    assert parse_qs(urlsplit(way.href).query)["subject"][0].startswith("Corrección: ")
