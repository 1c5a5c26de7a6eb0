import gzip
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedReading, FeedRefused
from handrail.meetings.domain.venues import ZoneFrom
from handrail.meetings.reading.tsml import read_tsml
from meetings.reading.tsml_written import read_rows, what_it_says, written

pytestmark = pytest.mark.shared_data
DEFAULTS = {
    "al-anon-us.json.gz": FeedDefaults(Fellowship.AL_ANON),
    "eating-disorders-anonymous-intl.json": FeedDefaults(Fellowship.OTHER),
}
# Of each file: its rows (none is refused), the corrected ones, and what was corrected how often.
FILES = {
    "al-anon-us.json.gz": (360, 21, {"notes": 16, "conference_phone": 3, "location_notes": 2}),
    "ben-lomond-ca.json": (35, 0, {}),
    "eating-disorders-anonymous-intl.json": (185, 171, {"timezone": 171}),
    "edge-appointment.json": (2, 2, {"timezone": 2}),
    "edge-times.json": (9, 8, {"day": 8}),
    "edge-timezones.json": (2, 0, {}),
    "edmonton-ab.json": (315, 315, {"day": 315, "time": 315, "updated": 315, "conference_phone": 14}),
    "northwest-texas.json": (613, 613, {"types": 613, "coordinates": 53, "postal_code": 11}),
    "oiaa-online-cypress-160.json": (160, 35, {"day": 23, "timezone": 11, "conference_url": 1}),
    "pdf-fixture-25.json": (25, 0, {}),
    "philadelphia-pa.json.gz": (2038, 2038, {"coordinates": 2038, "end_time": 5, "conference_phone": 3}),
    "san-jose-ca.json.gz": (
        670,
        43,
        {"conference_url": 40, "end_time": 1, "website": 1, "conference_phone": 1},
    ),
    "sf-marin-ca.json.gz": (658, 143, {"feedback_url": 1, "coordinates": 142}),
}


@cache
def read_file(folder: Path, name: str) -> FeedReading:
    content = (folder / "meetings" / "tsml" / name).read_bytes()
    content = gzip.decompress(content) if name.endswith(".gz") else content
    return read_tsml(content, DEFAULTS.get(name, FeedDefaults(Fellowship.AA)))


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_real_file_is_taken_and_its_corrections_counted(shared_data, name):
    reading = read_file(shared_data, name)

    fields = dict(Counter(each.field for each in reading.corrections))
    assert reading.refused == []
    assert [number for number, _ in reading.records] == list(range(1, reading.rows + 1))
    assert (reading.rows, reading.corrected_rows, fields) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_a_record_written_and_read_again_says_the_same(shared_data, name):
    reading = read_file(shared_data, name)
    defaults = DEFAULTS.get(name, FeedDefaults(Fellowship.AA))

    again = read_rows(*[written(record) for _, record in reading.records], defaults=defaults)

    assert [what_it_says(record) for _, record in again.records] == [
        what_it_says(record) for _, record in reading.records
    ]
    assert (again.refused, again.corrections) == ([], [])


def test_a_file_with_a_stray_end_is_refused_whole(shared_data):
    with pytest.raises(FeedRefused) as refusal:
        read_file(shared_data, "edge-invalid-trailing-garbage.json")

    assert str(refusal.value) == "The feed is not valid JSON (line 80)."


def test_ends_that_are_typing_errors_are_told_with_their_row(shared_data):
    reading = read_file(shared_data, "philadelphia-pa.json.gz")

    ends = [(each.row, each.was, each.read_as) for each in reading.corrections if each.field == "end_time"]

    assert ends == [
        (64, "10:00 to 10:00", "60 minutes"),
        (390, "17:30 to 16:30", "60 minutes"),
        (961, "12:15 to 01:15", "60 minutes"),
        (1271, "12:30 to 01:30", "60 minutes"),
        (1888, "12:15 to 01:15", "60 minutes"),
    ]


def test_attendance_that_is_told_is_the_venue(shared_data):
    reading = read_file(shared_data, "san-jose-ca.json.gz")

    venues = Counter(record.venue.value for _, record in reading.records)

    assert venues == {"in_person": 120, "hybrid": 96, "online": 325, "suspended": 129}


def test_zones_of_a_list_of_many_countries_are_those_that_its_names_and_streets_say(shared_data):
    reading = read_file(shared_data, "eating-disorders-anonymous-intl.json")

    zones = {record.name: (record.zone, record.zone_from) for _, record in reading.records}

    assert zones["London Daily Readings - 2am Eastern - Online"] == ("America/New_York", ZoneFrom.ROW)
    assert zones["Soho EDA - 7pm London Time - In-Person"] == ("Europe/London", ZoneFrom.PLACE)
    assert zones["New Freedom - 1:30 pm Eastern - Hybrid"] == ("America/Phoenix", ZoneFrom.PLACE)
    assert zones["EDA JHB Circle - 4:30am Eastern - Hybrid"] == ("Africa/Johannesburg", ZoneFrom.PLACE)


def test_day_7_of_online_intergroups_is_sunday(shared_data):
    reading = read_file(shared_data, "oiaa-online-cypress-160.json")

    sundays = [record for _, record in reading.records if record.raw.get("day") == 7]

    assert {record.weekdays for record in sundays} == {(0,)}
    assert len(sundays) == 23
