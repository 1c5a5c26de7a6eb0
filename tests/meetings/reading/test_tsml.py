import json
from datetime import UTC, datetime

import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import Correction, FeedRefused, RefusedRow
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.reading.tsml import read_tsml
from meetings.reading.tsml_written import AA, ROW, read_one, read_rows


def test_a_row_of_the_specification_is_read_whole():
    row = ROW | {
        "end_time": "19:30", "timezone": "America/Chicago", "group": "The Serenity Group", "location": "Alano Club",
        "location_notes": "Ring the bell.", "address": "4953 W Addison St", "city": "Chicago", "state": "IL",
        "postal_code": "60641", "country": "US", "latitude": 41.94, "longitude": -87.75, "approximate": "no",
        "region": "Illinois", "sub_region": "Chicago", "notes": "Second floor.", "group_notes": "Bring a chair.",
        "types": ["O", "S"], "conference_url": "https://zoom.us/j/1", "conference_url_notes": "Password: 1",
        "conference_phone": "+13125550100", "conference_phone_notes": "PIN 1", "url": "https://example.org/m/1",
        "feedback_url": "mailto:web@example.org?subject=x", "entity_feedback_emails": ["a@example.org"],
        "updated": "2024-05-31 14:32:23",
    }  # fmt: skip

    reading = read_rows(row)

    ((number, record),) = reading.records
    assert (number, reading.rows, reading.refused, reading.corrections) == (1, 1, [], [])
    assert record.raw == row
    assert (record.key, record.fellowship, record.name) == ("sunday-serenity", Fellowship.AA, "Sunday Serenity")
    assert (record.weekdays, record.minutes, record.zone, record.zone_from) == (
        (0,),
        90,
        "America/Chicago",
        ZoneFrom.ROW,
    )
    assert (record.group, record.place, record.place_notes) == ("The Serenity Group", "Alano Club", "Ring the bell.")
    assert record.formatted_address == "4953 W Addison St, Chicago, IL 60641, US"
    assert (record.latitude, record.longitude, record.is_approximate) == (41.94, -87.75, False)
    assert (record.regions, record.venue) == (("Illinois", "Chicago"), Venue.HYBRID)
    assert record.notes == "Second floor.\n\nBring a chair."
    assert (record.formats, record.traits, record.languages) == (("O", "S"), frozenset({Trait.OPEN}), ("es",))
    assert (record.conference_url, record.conference_phone) == ("https://zoom.us/j/1", "+13125550100")
    assert (record.conference_url_notes, record.conference_phone_notes) == ("Password: 1", "PIN 1")
    assert (record.website, record.feedback_url) == ("https://example.org/m/1", "")
    assert record.feedback_emails == ("a@example.org", "web@example.org")
    assert record.changed_upstream == datetime(2024, 5, 31, 14, 32, 23, tzinfo=UTC)


def test_null_empty_and_absent_say_the_same():
    absent, nothing, empty = read_rows(
        ROW | {"slug": "a"},
        ROW | {"slug": "a2", "notes": None, "types": None, "latitude": None, "conference_url": None, "end_time": None},
        ROW | {"slug": "a3", "notes": " \n", "types": [], "latitude": "", "conference_url": "", "end_time": ""},
    ).records

    told = {
        (record.notes, record.formats, record.latitude, record.conference_url, record.minutes)
        for _, record in (absent, nothing, empty)
    }
    assert told == {("", (), None, "", 60)}


@pytest.mark.parametrize(
    ("fields", "key", "reason"),
    [
        ({"slug": None}, "", "It has no slug."),
        ({"slug": "", "id": 15}, "15", "It has no slug."),
        ({"slug": ["a"]}, "", "It has no slug."),
        ({"slug": "x" * 4000}, "x" * 119 + "…", "Its slug has more than 255 characters."),
        ({"slug": "a\nb"}, "a b", "Its slug holds characters that cannot be kept."),
        ({"name": None}, "sunday-serenity", "It has no name."),
        ({"name": "<b></b>"}, "sunday-serenity", "It has no name."),
        ({"notes": "x" * 300_000}, "sunday-serenity", "It is too long."),
        ({"deep": [[[[[[[[[1]]]]]]]]]}, "sunday-serenity", "It is nested too deeply."),
    ],
)
def test_a_row_that_cannot_be_kept_is_refused_with_its_number_and_reason(fields, key, reason):
    reading = read_rows(ROW | {"slug": "first"}, ROW | fields)

    assert reading.refused == [RefusedRow(2, key, reason)]
    assert [number for number, _ in reading.records] == [1]


@pytest.mark.parametrize("archived", [True, "TRUE", "Yes", "1", 1])
def test_archived_row_is_refused_as_withdrawn(archived):
    reading = read_rows(ROW | {"archived": archived})

    assert reading.refused == [
        RefusedRow(1, "sunday-serenity", "It is archived by those who publish it.", is_withdrawn=True)
    ]


@pytest.mark.parametrize("archived", [False, "false", "", None, 0, [True]])
def test_row_that_does_not_say_that_it_is_archived_is_taken(archived):
    reading = read_rows(ROW | {"archived": archived})

    assert [number for number, _ in reading.records] == [1]


def test_what_is_no_object_is_a_refused_row():
    reading = read_rows(ROW, "text", None, [ROW])

    assert [each.row for each in reading.refused] == [2, 3, 4]
    assert {each.reason for each in reading.refused} == {"It is no object with fields."}


def test_the_second_of_two_rows_with_one_slug_is_refused():
    reading = read_rows(ROW, ROW | {"name": "Another"}, ROW | {"slug": 7}, ROW | {"slug": "7"})

    assert [record.name for _, record in reading.records] == ["Sunday Serenity", "Sunday Serenity"]
    assert reading.refused == [
        RefusedRow(2, "sunday-serenity", "Its slug stands in an earlier row as well."),
        RefusedRow(4, "7", "Its slug stands in an earlier row as well."),
    ]


@pytest.mark.parametrize(("slug", "key"), [(5202, "5202"), (5202.0, "5202"), (" a ", "a"), ("x" * 255, "x" * 255)])
def test_a_slug_may_be_a_number(slug, key):
    record, corrections = read_one(slug=slug)

    assert (record.key, corrections) == (key, [])


def test_a_missing_name_is_that_of_the_group():
    record, corrections = read_one(name="", group="Tuesday Group")

    assert (record.name, corrections) == ("Tuesday Group", [("name", "", "Tuesday Group")])


def test_markup_is_taken_out_of_notes_and_noted_where_it_stood():
    record, corrections = read_one(notes="<p>Ring the bell &amp; wait.</p><script>alert(1)</script>")

    assert record.notes == "Ring the bell & wait."
    assert [(field, read_as) for field, _, read_as in corrections] == [("notes", "Ring the bell & wait.")]


def test_a_name_that_is_too_long_is_cut_and_noted():
    record, corrections = read_one(name="x" * 300)

    assert record.name == "x" * 255
    assert [field for field, _, _ in corrections] == ["name"]


def test_characters_that_no_database_takes_leave_the_raw_row_too():
    record, corrections = read_one(notes="a\x00b\ud800c", other={"x\x00": ["\x00"]})

    assert (record.notes, record.raw["notes"], record.raw["other"], corrections) == ("abc", "abc", {"x": [""]}, [])


@pytest.mark.parametrize(
    ("updated", "moment", "is_noted"),
    [
        ("2022-10-29 11:17:07", datetime(2022, 10, 29, 11, 17, 7, tzinfo=UTC), False),
        ("8/25/2022 11:17:07 PM", datetime(2022, 8, 25, 23, 17, 7, tzinfo=UTC), True),
        ("2022-10-29", datetime(2022, 10, 29, tzinfo=UTC), True),
        ("25/25/2022 11:17:07 AM", None, True),
        ("yesterday", None, True),
    ],
)
def test_updated_is_read_in_the_forms_that_lists_use(updated, moment, is_noted):
    record, corrections = read_one(updated=updated)

    assert record.changed_upstream == moment
    assert [field for field, _, _ in corrections] == ["updated"] * is_noted


def test_the_cousin_of_online_intergroups_is_read():
    row = {
        "_id": {"$oid": "6a191d6fa00b638ef088eed9"}, "slug": "pickle-jar", "name": "Pickle Jar", "day": 7,
        "time": "11:00", "timezone": "America/New_York", "duration": 45, "languages": ["en", "fr"], "types": ["W"],
        "archived": False, "conference_url": "https://us06web.zoom.us/j/1", "notes": None,
        "updatedAt": {"$date": "2025-01-30T14:13:55.582Z"}, "groupID": {"$oid": "65f3315550119fe3897c0e3f"},
    }  # fmt: skip

    reading = read_rows(row)

    ((_, record),) = reading.records
    assert (record.weekdays, record.minutes, record.languages, record.venue) == ((0,), 45, ("en", "fr"), Venue.ONLINE)
    assert record.changed_upstream == datetime(2025, 1, 30, 14, 13, 55, tzinfo=UTC)
    assert record.raw == row
    assert reading.corrections == [Correction(1, "day", "7", "0")]


def test_a_list_and_a_table_of_one_meeting_read_the_same():
    table = (
        "\ufeffName,ID,Day,Time,End Time,Types,Address,Regions,Conference URL,Latitude,Longitude,Timezone\r\n"
        "Sunday Serenity,sunday-serenity,Sunday,18:00,19:30,\"Open, Wheelchair Access\","
        "\"4953 W Addison St, Chicago, IL 60641, USA\",Illinois > Chicago,https://zoom.us/j/1,41.9,-87.7,US/Central\r\n"
        ",,,,,,,,,,,\r\n"
    )  # fmt: skip
    listed = ROW | {
        "end_time": "19:30", "types": ["O", "X"], "formatted_address": "4953 W Addison St, Chicago, IL 60641, USA",
        "regions": ["Illinois", "Chicago"], "conference_url": "https://zoom.us/j/1", "latitude": 41.9,
        "longitude": -87.7, "timezone": "US/Central", "raw": None,
    }  # fmt: skip

    from_table = read_tsml(table.encode(), AA)
    from_list = read_rows(listed)

    ((_, one),), ((_, other),) = from_table.records, from_list.records
    assert {name: getattr(one, name) for name in one.__slots__ if name != "raw"} == {
        name: getattr(other, name) for name in other.__slots__ if name != "raw"
    }
    assert one.raw["Conference URL"] == "https://zoom.us/j/1"
    assert (from_table.rows, from_table.corrections) == (1, from_list.corrections)


def test_a_feed_default_zone_that_does_not_exist_is_no_zone():
    record, _ = read_one(FeedDefaults(Fellowship.AA, "No/Where"))

    assert (record.zone, record.zone_from) == ("America/New_York", ZoneFrom.GUESSED)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The feed is empty."),
        (b" \n", "The feed is empty."),
        (b"[] invalid text", "The feed is not valid JSON (line 1)."),
        (b'[{"a": 1},\n]', "The feed is not valid JSON (line 2)."),
        (b'[{"a": NaN}]', "The feed is not valid JSON."),
        (b'{"error": "no"}', "The feed is not a list of meetings."),
        (b"[" * 100_000, "The feed is nested too deeply."),
        (b'[{"a": "\xff"}]', "The feed is not in UTF-8."),
        (b"<!doctype html><p>Hi", "This is a web page or XML, and no feed of meetings."),
        (b"null", "This is neither a JSON list nor a table with columns Name and ID (or Slug)."),
        (b"Time,Place\n18:00,Here\n", "This is neither a JSON list nor a table with columns Name and ID (or Slug)."),
        (b'Name,ID\n"Sunday,1\n', "The table cannot be read (near line 2)."),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "The feed is not valid JSON."),
    ],
)
def test_content_that_is_no_feed_is_refused_whole(content, message):
    with pytest.raises(FeedRefused) as refusal:
        read_tsml(content, AA)

    assert str(refusal.value) == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(encoding):
    reading = read_tsml("Name;Slug\nCafé;cafe\n".encode(encoding), AA)

    assert [(record.key, record.name) for _, record in reading.records] == [("cafe", "Café")]


def test_an_empty_list_is_a_feed_without_rows():
    reading = read_tsml(json.dumps([]).encode(), AA)

    assert (reading.rows, reading.records, reading.refused) == (0, [], [])
