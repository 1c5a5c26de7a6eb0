import pytest

from handrail.meetings.domain.venues import ZoneFrom
from meetings.reading.tsml_written import read_one, read_rows


@pytest.mark.parametrize(
    ("fields", "point", "noted"),
    [
        ({"latitude": 41.85, "longitude": -87.66}, (41.85, -87.66), []),
        ({"latitude": "41.85", "longitude": " -87.66"}, (41.85, -87.66),
         [("coordinates", '"41.85", " -87.66"', "41.85, -87.66")]),
        ({"latitude": -101.84852280000001, "longitude": 41.0}, (None, None),
         [("coordinates", "-101.84852280000001, 41.0", "left out")]),
        ({"latitude": 35.21627600000001, "longitude": -101.84852280000001}, (35.216276, -101.8485228), []),
        ({"coordinates": "41.85,-87.66"}, (41.85, -87.66), []),
        ({"latitude": "41.85,-87.66"}, (41.85, -87.66), [("coordinates", '"41.85,-87.66"', "41.85, -87.66")]),
        ({"coordinates": "41,-88,43,-86"}, (42.0, -87.0), []),
        ({"latitude": 0, "longitude": 0}, (None, None), [("coordinates", "0, 0", "left out")]),
        ({"latitude": "0.000000", "longitude": ""}, (None, None), [("coordinates", '"0.000000"', "left out")]),
        ({"latitude": None, "longitude": -87.66}, (None, None), [("coordinates", "-87.66", "left out")]),
        ({"latitude": "north", "longitude": "west"}, (None, None),
         [("coordinates", '"north", "west"', "left out")]),
        ({"latitude": True, "longitude": []}, (None, None), [("coordinates", "true", "left out")]),
    ],
)  # fmt: skip
def test_a_point_is_whole_and_on_the_earth_or_left_out_and_noted(fields, point, noted):
    record, corrections = read_one(**fields)

    assert ((record.latitude, record.longitude), corrections) == (point, noted)


@pytest.mark.parametrize(
    ("fields", "regions", "noted"),
    [
        ({"region": "Illinois"}, ("Illinois",), []),
        ({"region": "Illinois", "sub_region": "Chicago"}, ("Illinois", "Chicago"), []),
        ({"regions": ["Illinois", "Chicago"]}, ("Illinois", "Chicago"), []),
        ({"regions": "Illinois > Chicago"}, ("Illinois", "Chicago"),
         [("regions", '"Illinois > Chicago"', "Illinois > Chicago")]),
        ({"region": "Illinois &gt; Chicago"}, ("Illinois", "Chicago"),
         [("regions", '["Illinois &gt; Chicago"]', "Illinois > Chicago")]),
        ({"region": ["Illinois", "Chicago"]}, ("Illinois", "Chicago"),
         [("regions", '[["Illinois", "Chicago"]]', "Illinois > Chicago")]),
        ({"region": "Cook", "regions": ["Illinois"]}, ("Illinois",), []),
        ({"regions": {"a": 1}}, (), [("regions", '{"a": 1}', "left out")]),
        ({}, (), []),
    ],
)  # fmt: skip
def test_regions_are_one_path_from_the_most_general(fields, regions, noted):
    record, corrections = read_one(**fields)

    assert (record.regions, corrections) == (regions, noted)


@pytest.mark.parametrize(
    ("fields", "is_approximate"),
    [
        ({"formatted_address": "4953 W Addison St, Chicago, IL 60641, USA"}, False),
        ({"formatted_address": "Chicago, IL, USA"}, True),
        ({"formatted_address": "100 Main St, Tupelo, MS"}, False),
        ({"formatted_address": "Chicago, IL, USA", "approximate": "no"}, False),
        ({"formatted_address": "4953 W Addison St, Chicago, IL 60641, USA", "approximate": True}, True),
        ({"address": "500 Magnolia Ave", "city": "Larkspur"}, False),
        ({"city": "Larkspur", "state": "CA"}, True),
        ({"coordinates": "41,-88,43,-86"}, True),
        ({}, False),
    ],
)
def test_a_place_without_a_street_is_approximate_unless_the_row_says_so(fields, is_approximate):
    record, _ = read_one(**fields)

    assert record.is_approximate is is_approximate


def test_an_approximate_that_says_nothing_is_noted():
    _, corrections = read_one(approximate="perhaps")

    assert corrections == [("approximate", "perhaps", "left out")]


def test_one_place_written_in_one_line_and_in_parts_reads_the_same():
    line = {"formatted_address": "4953 W Addison St, Chicago, IL 60641, USA"}
    parts = {"address": "4953 W Addison St", "city": "Chicago", "state": "IL", "postal_code": 60641, "country": "USA"}
    whole = {"address": "4953 W Addison St, Chicago, IL 60641, USA"}

    places = {
        (record.street, record.city, record.state, record.postal_code, record.country, record.formatted_address)
        for record in (read_one(**fields)[0] for fields in (line, parts, whole))
    }

    assert places == {
        ("4953 W Addison St", "Chicago", "IL", "60641", "USA", "4953 W Addison St, Chicago, IL 60641, USA")
    }


def test_a_postal_code_of_naught_is_none():
    record, corrections = read_one(postal_code=0)

    assert (record.postal_code, corrections) == ("", [("postal_code", "0", "left out")])


@pytest.mark.parametrize(
    ("fields", "zone", "source", "noted"),
    [
        ({"timezone": "America/New_York"}, "America/New_York", ZoneFrom.ROW, []),
        ({"timezone": "Mars/Base"}, "America/Chicago", ZoneFrom.FEED,
         [("timezone", "Mars/Base", "America/Chicago, as there is no such zone")]),
        ({"formatted_address": "1 A St, Portland, OR 97201, USA"}, "America/Los_Angeles", ZoneFrom.PLACE, []),
        ({"formatted_address": "Portland, OR, USA", "conference_url": "https://zoom.us/j/1"}, "America/Chicago",
         ZoneFrom.FEED, []),
        ({"name": "Serenity - 6pm Pacific"}, "America/Los_Angeles", ZoneFrom.ROW,
         [("timezone", "Pacific", "America/Los_Angeles")]),
        ({"name": "Serenity - 7pm Pacific"}, "America/Chicago", ZoneFrom.FEED, []),
    ],
)  # fmt: skip
def test_zone_of_a_row(fields, zone, source, noted):
    record, corrections = read_one(**fields)

    assert (record.zone, record.zone_from, corrections) == (zone, source, noted)


def test_two_rows_at_one_hour_in_two_zones_stay_apart():
    rows = [{"slug": name, "name": name, "day": 6, "time": "09:00", "timezone": name}
            for name in ("America/New_York", "America/Los_Angeles")]  # fmt: skip

    reading = read_rows(*rows)

    assert [record.zone for _, record in reading.records] == ["America/New_York", "America/Los_Angeles"]
