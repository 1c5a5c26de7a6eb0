"""Rows of an answer of BMLT: which are taken, which are refused, and what of them is read otherwise."""

import json

import pytest

from bmlt_rows_made import NEW_YORK, ROW, WITHOUT_ADDRESS, corrections_of, reading_of, record_of, refusal_of
from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import Correction, RefusedRow
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.reading.bmlt import read_bmlt

OPEN = {"key_string": "O", "id": "17", "world_id": "OPEN", "lang": "en"}
MEDITATION = {"key_string": "ME", "id": "41", "world_id": "MED", "lang": "en"}
SPANISH = {"key_string": "ES", "id": "9", "world_id": "LANG", "lang": "en"}


def test_usual_row_becomes_a_meeting_and_nothing_is_corrected():
    reading = reading_of(ROW)

    (number, record), *others = reading.records
    assert (reading.rows, number, others, reading.refused, reading.corrections) == (1, 1, [], [], [])
    assert (record.key, record.name, record.fellowship) == ("1452", "Eleventh Step Meditation", Fellowship.NA)
    assert (record.venue, record.minutes, record.service_body) == (Venue.IN_PERSON, 75, "1003")
    assert (record.zone, record.zone_from) == ("America/New_York", ZoneFrom.PLACE)
    assert record.regions == ("Eastern Long Island Area Service",)


def test_keys_are_read_through_the_formats_and_kept_as_written():
    record = reading_of({**ROW, "formats": "O,ME,XY, ES ,O"}, formats=[OPEN, MEDITATION, SPANISH]).records[0][1]

    assert record.formats == ("O", "ME", "XY", "ES")
    assert record.world_ids == ("OPEN", "MED", "LANG")
    assert record.traits == frozenset({Trait.OPEN, Trait.MEDITATION})
    assert record.languages == ("es",)


def test_language_of_the_record_is_no_language_of_the_meeting():
    assert record_of(lang_enum="sv").languages == ()


def test_formats_inside_the_answer_count_where_none_are_given():
    content = json.dumps({"meetings": [ROW], "formats": [OPEN]}).encode()
    closed = {**OPEN, "world_id": "CLOSED"}

    inside = read_bmlt(content, NEW_YORK)
    given = read_bmlt(content, NEW_YORK, formats=[closed])

    assert (inside.records[0][1].world_ids, given.records[0][1].world_ids) == (("OPEN",), ("CLOSED",))


def test_rubbish_among_the_formats_does_not_keep_meetings_away():
    content = json.dumps({"meetings": [ROW], "formats": [3, {"id": "1"}, OPEN, {"key_string": None}]}).encode()

    assert read_bmlt(content, NEW_YORK).records[0][1].world_ids == ("OPEN",)


def test_regions_are_those_of_the_service_bodies():
    bodies = [
        {"id": "1", "parent_id": "0", "name": "Greater <b>New York</b> Region"},
        {"id": "1003", "parent_id": "1", "name": "Eastern Long Island Area Service"},
    ]

    record = reading_of(ROW, service_bodies=bodies).records[0][1]

    assert record.regions == ("Greater New York Region", "Eastern Long Island Area Service")


def test_servers_usual_length_is_used():
    assert reading_of({**ROW, "duration_time": ""}, server_minutes=90).records[0][1].minutes == 90


@pytest.mark.parametrize("value", ["0", 0, False, "false"])
def test_unpublished_row_is_refused(value):
    assert refusal_of(published=value) == "it is unpublished"


@pytest.mark.parametrize("value", ["1", "", None, True])
def test_row_that_does_not_say_that_it_is_unpublished_is_taken(value):
    assert record_of(published=value).key == "1452"


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("", "it has no id_bigint"),
        (None, "it has no id_bigint"),
        ("abc", "its id_bigint is no number"),
        ("9" * 4_000, "its id_bigint is no number"),
        ("-1", "its id_bigint is no number"),
        ([1], "it has no id_bigint"),
    ],
)
def test_row_without_a_key_is_refused(key, reason):
    assert refusal_of(id_bigint=key) == reason


def test_second_row_with_a_key_is_refused_and_the_first_is_kept():
    reading = reading_of(ROW, {**ROW, "meeting_name": "Another"}, {**ROW, "id_bigint": 1452})

    assert [record.name for _, record in reading.records] == ["Eleventh Step Meditation"]
    assert reading.refused == [
        RefusedRow(2, "1452", "its id_bigint stands in an earlier row"),
        RefusedRow(3, "1452", "its id_bigint stands in an earlier row"),
    ]


def test_refused_row_does_not_take_the_key_from_a_later_one():
    reading = reading_of({**ROW, "published": "0"}, ROW)

    assert ([each.row for each in reading.refused], [number for number, _ in reading.records]) == ([1], [2])


def test_what_is_no_object_is_refused_by_itself():
    reading = reading_of(ROW, 3, None, ["a"])

    assert reading.refused == [RefusedRow(number, "", "it is no object") for number in (2, 3, 4)]
    assert len(reading.records) == 1


def test_row_without_a_name_is_called_by_its_house_or_refused():
    assert record_of(meeting_name="").name == "Community Church"
    assert corrections_of(meeting_name="") == [Correction(1, "meeting_name", "", "Community Church")]
    assert refusal_of(meeting_name=" ", location_text="") == "it has no meeting_name"


def test_entities_and_markup_become_plain_text_and_are_reported():
    row = {"meeting_name": "Joy &amp; Peace", "comments": "<p>Ring <b>twice</b></p><script>alert(1)</script>"}

    record = record_of(row)

    assert (record.name, record.notes) == ("Joy & Peace", "Ring twice")
    assert [(each.field, each.read_as) for each in corrections_of(row)] == [
        ("comments", "Ring twice"),
        ("meeting_name", "Joy & Peace"),
    ]


def test_name_that_is_too_long_is_cut_and_reported():
    assert len(record_of(meeting_name="a" * 4_000).name) == 255
    assert [(each.field, len(each.was), len(each.read_as)) for each in corrections_of(meeting_name="a" * 4_000)] == [
        ("meeting_name", 200, 200)
    ]


def test_zone_of_the_row_counts_first():
    record = record_of(time_zone="America/Sao_Paulo")

    assert (record.zone, record.zone_from) == ("America/Sao_Paulo", ZoneFrom.ROW)


def test_zone_that_does_not_exist_is_reported():
    record = record_of(time_zone="Mars/Olympus")

    assert (record.zone, record.zone_from) == ("America/New_York", ZoneFrom.PLACE)
    assert corrections_of(time_zone="Mars/Olympus") == [
        Correction(1, "time_zone", "Mars/Olympus", "America/New_York, as there is no such zone")
    ]


def test_zone_is_the_feeds_where_row_and_place_are_silent():
    record = record_of(WITHOUT_ADDRESS, defaults=FeedDefaults(Fellowship.NA, zone="Australia/Sydney"))

    assert (record.zone, record.zone_from) == ("Australia/Sydney", ZoneFrom.FEED)


def test_zone_that_nobody_tells_is_a_guess_and_reported():
    silent = reading_of({**ROW, **WITHOUT_ADDRESS}, defaults=FeedDefaults(Fellowship.NA))

    assert silent.records[0][1].zone_from == ZoneFrom.GUESSED
    assert [each.field for each in silent.corrections] == ["time_zone"]


def test_point_of_an_online_meeting_says_nothing_of_its_clock():
    online = {**WITHOUT_ADDRESS, "venue_type": "2", "latitude": "36.3003274", "longitude": "-95.62532"}

    record = record_of(online, defaults=FeedDefaults(Fellowship.NA, zone="Europe/Lisbon"))

    assert (record.zone, record.latitude, record.is_approximate) == ("Europe/Lisbon", 36.3003274, True)


def test_country_with_dots_is_that_country():
    record = record_of(location_province="", location_postal_code_1="97201", location_nation="U.S.A")

    assert (record.zone, record.country) == ("America/Los_Angeles", "U.S.A")


@pytest.mark.parametrize(
    ("formats", "venue_type", "link", "venue"),
    [
        ("O,VM", "", "", Venue.ONLINE),
        ("O,HY", "", "", Venue.HYBRID),
        ("O,TC", "", "", Venue.SUSPENDED),
        ("O,TC,VM", "", "", Venue.ONLINE),
        ("O,TC", "1", "", Venue.SUSPENDED),
        ("O,HY,TC", "3", "", Venue.SUSPENDED),
        ("O,HY,TC", "3", "https://zoom.us/j/1", Venue.ONLINE),
        ("O,VM", "1", "", Venue.IN_PERSON),
    ],
)
def test_venue_is_told_by_its_type_or_by_reserved_keys(formats, venue_type, link, venue):
    assert record_of(formats=formats, venue_type=venue_type, virtual_meeting_link=link).venue == venue


def test_numbers_are_read_as_strings_are():
    numbers = {"id_bigint": 1452, "weekday_tinyint": 1, "venue_type": 1, "service_body_bigint": 1003, "published": 1}

    from_numbers, from_strings = reading_of({**ROW, **numbers}), reading_of(ROW)

    columns = ("key", "weekdays", "venue", "service_body", "name", "start")
    assert [getattr(from_numbers.records[0][1], each) for each in columns] == [
        getattr(from_strings.records[0][1], each) for each in columns
    ]
    assert from_numbers.corrections == []


def test_nothing_of_a_refused_row_is_reported_as_corrected():
    reading = reading_of({**ROW, "meeting_name": "A &amp; B", "start_time": "never"})

    assert (reading.corrections, reading.corrected_rows, len(reading.refused)) == ([], 0, 1)


def test_reading_twice_gives_the_same():
    rows = [ROW, {**ROW, "id_bigint": "2", "formats": "VM", "comments": "https://zoom.us/j/1"}]

    assert reading_of(*rows) == reading_of(*rows)


def test_text_for_a_list_is_no_text_and_reported():
    assert corrections_of(location_info=["second", "floor"]) == [Correction(1, "location_info", "a list", "")]
