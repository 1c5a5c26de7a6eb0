"""Where a mistake is put right."""

from dataclasses import replace

import pytest

from handrail.meetings.one_meeting.corrections import corrections_of
from meetings.export.published_samples import PUBLISHER, RECORD

OF_THE_LIST = replace(PUBLISHER, feedback_url="https://list.example/fix", feedback_email="list@example.org")
OF_THE_MEETING = replace(RECORD, feedback_url="https://group.example/fix", feedback_emails=("a@example.org", "b@x.org"))


def asked(record, publisher):
    return corrections_of(record, publisher, public_id="abcdefghijklm", language="en")


@pytest.mark.parametrize(
    ("record", "publisher", "expected"),
    [
        (RECORD, OF_THE_LIST, ("https://list.example/fix", "list@example.org")),
        (OF_THE_MEETING, OF_THE_LIST, ("https://group.example/fix", "a@example.org")),
        (OF_THE_MEETING, PUBLISHER, ("https://group.example/fix", "a@example.org")),
    ],
)
def test_meetings_own_address_comes_before_that_of_its_list(record, publisher, expected):
    found = asked(record, publisher)

    assert (found.link, found.email) == expected


def test_mail_names_the_meeting_and_nothing_of_who_writes():
    record = replace(RECORD, name="Hope & Co? #1", key="1452")

    found = asked(record, OF_THE_LIST)

    assert found.mail_link == (
        "mailto:list@example.org?subject=Please%20correct%3A%20Hope%20%26%20Co%3F%20%231%2C%201452%20%28abcdefghijklm%29"
    )


def test_mail_tells_no_key_that_lets_somebody_in():
    found = asked(replace(RECORD, name="Hope", key="zoom.us/j/123456789"), OF_THE_LIST)

    assert found.mail_link == "mailto:list@example.org?subject=Please%20correct%3A%20Hope%2C%20abcdefghijklm"


def test_list_without_an_address_has_none():
    assert asked(RECORD, PUBLISHER) is None
