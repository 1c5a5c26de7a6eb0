"""One row of a Meeting Guide list, as the specification and its readers want it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.tsml import tsml_row
from handrail.meetings.reading.tsml import read_tsml
from meetings.export.published_samples import ONLINE, PUBLISHER, published

NOWHERE = dict.fromkeys(("place", "street", "city", "state", "postal_code", "country", "formatted_address"), "")


def test_row_holds_what_the_specification_names_and_nothing_else():
    meeting = published(traits=frozenset({Trait.OPEN}), formats=("O", "BT"), regions=("Illinois", "Springfield"))

    row = tsml_row(meeting)

    assert row == {
        "slug": "example000007",
        "name": "Monday Night",
        "day": 1,
        "time": "19:30",
        "end_time": "20:45",
        "timezone": "America/Chicago",
        "types": ["O", "BT"],
        "attendance_option": "in_person",
        "formatted_address": "12 Example Street, Springfield, IL 62701, USA",
        "approximate": "no",
        "latitude": 39.8,
        "longitude": -89.65,
        "regions": ["Illinois", "Springfield"],
        "location": "Example Hall",
        "address": "12 Example Street",
        "city": "Springfield",
        "state": "IL",
        "postal_code": "62701",
        "country": "USA",
        "entity": "Springfield Area",
        "entity_url": "https://springfield.example/",
        "entity_website_url": "https://springfield.example/",
        "updated": "2026-11-20 08:30:00",
    }


@pytest.mark.parametrize(
    ("columns", "day", "end"),
    [
        ({"weekdays": (0,)}, 0, "20:45"),
        ({"weekdays": (1, 3, 5)}, [1, 3, 5], "20:45"),
        ({"start": time(23, 30), "minutes": 60}, 1, "00:30"),
        ({"minutes": 1440}, 1, "19:30"),
        ({"weekdays": (), "start": None}, None, None),
    ],
)
def test_day_is_a_number_or_several_and_the_end_is_on_the_same_clock(columns, day, end):
    meeting = published(**columns)

    row = tsml_row(meeting)

    assert (row.get("day"), row.get("end_time")) == (day, end)


@pytest.mark.parametrize(("minutes", "told"), [(1440, 1440), (1200, 1200), (75, None)])
def test_length_is_told_where_the_end_does_not_tell_it_and_comes_back(minutes, told):
    row = tsml_row(published(minutes=minutes))

    again = read_tsml(json.dumps([row]).encode(), FeedDefaults(Fellowship.NA))

    assert (row.get("duration"), [record.minutes for _, record in again.records]) == (told, [minutes])


@pytest.mark.parametrize(
    ("columns", "address", "approximate"),
    [
        ({}, "12 Example Street, Springfield, IL 62701, USA", "no"),
        ({"formatted_address": ""}, "12 Example Street, Springfield, IL 62701, USA", "no"),
        (NOWHERE | {"city": "Springfield", "state": "IL"}, "Springfield, IL", "yes"),
        (NOWHERE | ONLINE | {"zone": "America/Argentina/Buenos_Aires"}, "Buenos Aires", "yes"),
    ],
)
def test_row_always_has_an_address_as_readers_drop_one_without(columns, address, approximate):
    meeting = published(**columns)

    row = tsml_row(meeting)

    assert (row["formatted_address"], row["approximate"]) == (address, approximate)


@pytest.mark.parametrize(
    ("columns", "types"),
    [
        ({"formats": ("STEP",), "world_ids": ("STEP",), "traits": frozenset({Trait.STEPS})}, ["STEP", "ST"]),
        ({"formats": ("B", "O"), "traits": frozenset({Trait.LITERATURE, Trait.OPEN})}, ["B", "O"]),
        ({"formats": ("JFT",), "world_ids": ("JFT",), "traits": frozenset({Trait.LITERATURE})}, ["JFT"]),
        ({"formats": ("Sp",), "languages": ("es",)}, ["Sp", "S"]),
        ({"formats": ("Y",), "traits": frozenset()}, []),
        ({"formats": ("WA",), "traits": frozenset({Trait.WHEELCHAIR})}, ["WA", "X"]),
        ({"venue": Venue.SUSPENDED}, ["TC"]),
        (ONLINE | {"is_approximate": False}, ["TC"]),
        ({"traits": frozenset({Trait.MEDICINE_WELCOME})}, []),
    ],
    ids=["of NA", "of AA", "more closely", "language", "another meaning", "of Dharma", "suspended", "online", "none"],
)
def test_types_hold_codes_of_the_specification_beside_a_fellowships_own(columns, types):
    meeting = published(**columns)

    row = tsml_row(meeting)

    assert row.get("types", []) == types


def test_ways_to_join_are_told_where_the_feed_lets_others_tell_them():
    meeting = published(**ONLINE)

    row = tsml_row(meeting)

    assert {name: value for name, value in row.items() if name.startswith("conference")} == {
        "conference_url": "https://zoom.us/j/123456789",
        "conference_url_notes": "Passcode: example",
        "conference_phone": "+14475550100,,123#",
        "conference_phone_notes": "any code",
    }


def test_ways_to_join_are_told_nowhere_where_it_does_not():
    silent = replace(PUBLISHER, shares_video_links=False)
    meeting = published(
        silent, **ONLINE, notes="Bring a friend.\nus02web.zoom.us/j/9?pwd=a or https://ourzoom.usa.example"
    )

    row = tsml_row(meeting)

    assert [name for name in row if name.startswith("conference")] == []
    assert row["notes"] == "Bring a friend."


def test_corrections_go_to_the_meeting_or_else_to_its_list():
    told = replace(PUBLISHER, feedback_email="list@springfield.example", feedback_url="https://springfield.example/fix")

    of_the_list = tsml_row(published(told))
    own = tsml_row(published(told, feedback_emails=("own@springfield.example",)))

    assert (of_the_list["feedback_emails"], own["feedback_emails"]) == (
        ["list@springfield.example"],
        ["own@springfield.example"],
    )
    assert of_the_list["feedback_url"] == "https://springfield.example/fix"


def test_updated_is_what_the_feed_says_in_utc():
    meeting = published(changed_upstream=datetime.fromisoformat("2026-01-02T03:04:05-06:00"))

    row = tsml_row(meeting)

    assert row["updated"] == "2026-01-02 09:04:05"
    assert datetime.strptime(row["updated"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).hour == 9


def test_made_up_meetings_say_so():
    meeting = published(replace(PUBLISHER, is_demonstration=True))

    row = tsml_row(meeting)

    assert row["entity"] == "Made up for demonstration: Springfield Area"
