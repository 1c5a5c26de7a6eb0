"""Every real answer of a BMLT server in the folder of real data: what is taken of it, and what is not."""

import gzip
import json
from collections import Counter

import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedReading, FeedRefused
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.bmlt_side_answers import read_formats, read_service_bodies

pytestmark = pytest.mark.shared_data

COUNTS = [
    # file, rows, records, refused, corrected rows
    ("ny-GetSearchResults.json.gz", 1206, 1206, 0, 10),
    ("australia-GetSearchResults.json", 54, 53, 1, 0),
    ("buffalo-ny-used-formats-day2.json", 53, 53, 0, 0),
    ("buffalo-ny-used-formats-day3.json", 54, 54, 0, 0),
    ("edge-virtual-na-two-timezones.json", 2, 2, 0, 2),
    ("empty-used-formats.json", 0, 0, 0, 0),
]
REFUSED = {
    "GetServerInfo-4.x.json": "GetServerInfo",
    "australia-admin-api-formats-multilingual.json": "the admin API",
    "buffalo-ny-GetFormats.json": "GetFormats",
    "buffalo-ny-GetServiceBodies.json": "GetServiceBodies",
    "german-GetFormats-en.json": "GetFormats",
    "ny-GetFormats-all-languages.json": "GetFormats",
    "ny-GetServiceBodies.json": "GetServiceBodies",
}


@pytest.fixture(scope="module")
def content_of(shared_data):
    def content(name: str) -> bytes:
        found = (shared_data / "meetings" / "bmlt" / name).read_bytes()
        return gzip.decompress(found) if name.endswith(".gz") else found

    return content


@pytest.fixture(scope="module")
def read(content_of):
    def reading(name: str, **told) -> FeedReading:
        return read_bmlt(content_of(name), FeedDefaults(Fellowship.NA, zone="America/New_York"), **told)

    return reading


@pytest.fixture(scope="module")
def new_york(content_of, read) -> FeedReading:
    return read(
        "ny-GetSearchResults.json.gz",
        formats=read_formats(content_of("ny-GetFormats-all-languages.json")),
        service_bodies=read_service_bodies(content_of("ny-GetServiceBodies.json")),
    )


def test_table_names_every_file(shared_data):
    files = {file.name for file in (shared_data / "meetings" / "bmlt").iterdir()}

    assert files == {name for name, *_ in COUNTS} | set(REFUSED)


@pytest.mark.parametrize(("name", "rows", "records", "refused", "corrected"), COUNTS)
def test_rows_of_each_answer(read, name, rows, records, refused, corrected):
    reading = read(name)

    assert (reading.rows, len(reading.records), len(reading.refused), reading.corrected_rows) == (
        rows,
        records,
        refused,
        corrected,
    )


@pytest.mark.parametrize(("name", "answer"), REFUSED.items())
def test_answer_that_holds_no_meetings_is_refused_and_called_what_it_is(read, name, answer):
    with pytest.raises(FeedRefused) as refusal:
        read(name)

    assert str(refusal.value) == f"This is the answer of {answer}; that of GetSearchResults is needed."


def test_corrections_of_new_york_are_its_prompts(new_york):
    assert Counter(each.field for each in new_york.corrections) == {"bus_lines": 10, "train_lines": 9}
    assert {each.was.partition("#@-@#")[0] for each in new_york.corrections} == {"Bus Lines", "Train Lines"}


def test_new_york_keeps_its_zone_its_regions_and_its_kinds_of_meeting(new_york):
    records = [record for _, record in new_york.records]
    traits = Counter(trait for record in records for trait in record.traits)

    assert {(record.zone, record.zone_from, record.venue) for record in records} == {
        ("America/New_York", ZoneFrom.PLACE, Venue.IN_PERSON)
    }
    assert (traits[Trait.OPEN], traits[Trait.CLOSED], traits[Trait.WHEELCHAIR]) == (659, 300, 196)
    assert (traits[Trait.NEWCOMERS], traits[Trait.SIGN_LANGUAGE]) == (215, 1)
    assert Counter(record.languages for record in records) == {(): 1181, ("es",): 25}
    assert Counter(len(record.regions) for record in records) == {2: 1206}
    assert sum(not record.formats for record in records) == 92


def test_all_but_contacts_of_new_york_is_kept(new_york, content_of):
    rows = json.loads(content_of("ny-GetSearchResults.json.gz"))
    without_contacts = [{field: row[field] for field in row if "contact" not in field} for row in rows]

    assert [record.raw for _, record in new_york.records] == without_contacts


def test_unpublished_row_of_australia_is_refused_with_its_key(read):
    (refused,) = read("australia-GetSearchResults.json").refused

    assert (refused.reason, refused.is_withdrawn) == ("it is unpublished", True)
    assert refused.key.isdigit()


def test_buffalo_has_its_formats_inside(read):
    records = [record for _, record in read("buffalo-ny-used-formats-day2.json").records]

    assert Counter(trait for record in records for trait in record.traits)[Trait.WHEELCHAIR] == 12
    assert {record.minutes for record in records} == {60}


def test_online_meetings_on_two_continents_keep_their_clocks_and_their_links(read):
    records = [record for _, record in read("edge-virtual-na-two-timezones.json").records]

    assert [(record.zone, record.zone_from, record.venue) for record in records] == [
        ("America/Sao_Paulo", ZoneFrom.ROW, Venue.ONLINE),
        ("Europe/Moscow", ZoneFrom.ROW, Venue.ONLINE),
    ]
    assert [(record.conference_url, record.notes) for record in records] == [
        ("https://us04web.zoom.us/j/3755550112", ""),
        ("https://zoom.us/j/8185550176", ""),
    ]
