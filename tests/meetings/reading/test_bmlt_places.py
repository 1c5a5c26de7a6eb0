"""Addresses, points and lines of a row."""

import pytest

from bmlt_rows_made import WITHOUT_ADDRESS, corrections_of, record_of
from handrail.meetings.domain.records import Correction


def test_address_is_taken_field_by_field_and_joined():
    record = record_of(location_neighborhood="Hamlet")

    assert (record.place, record.place_notes, record.street) == (
        "Community Church",
        "corner with church lane",
        "5267 Sound Ave",
    )
    assert (record.neighborhood, record.city, record.county) == ("Hamlet", "Aquebogue", "Suffolk")
    assert (record.state, record.postal_code, record.country) == ("NY", "11931", "USA")
    assert record.formatted_address == "5267 Sound Ave, Aquebogue, NY 11931, USA"


def test_borough_is_the_town_where_none_is_told_and_a_quarter_of_it_else():
    borough = {"location_city_subsection": "Brooklyn", "location_neighborhood": "Bed-Stuy"}

    alone = record_of(**borough, location_municipality="")
    within = record_of(**borough, location_municipality="New York")

    assert (alone.neighborhood, alone.city) == ("Bed-Stuy", "Brooklyn")
    assert (within.neighborhood, within.city) == ("Bed-Stuy, Brooklyn", "New York")


def test_row_without_an_address_has_none():
    record = record_of(WITHOUT_ADDRESS)

    assert (record.formatted_address, record.city, record.latitude, record.longitude) == ("", "", None, None)
    assert corrections_of(WITHOUT_ADDRESS) == []


def test_point_is_read_from_strings_and_numbers():
    from_strings = record_of(latitude="40.969387158898", longitude="-72.619113922119")
    from_numbers = record_of(latitude=40.969387158898, longitude=-72.619113922119)

    assert (from_strings.latitude, from_strings.longitude) == (40.969387158898, -72.619113922119)
    assert (from_numbers.latitude, from_numbers.longitude) == (40.969387158898, -72.619113922119)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("0", "0"), ("0.000000", "0.0"), ("91", "10"), ("10", "181"), ("north", "10"), ("10", "nan"), ("inf", "1")],
)
def test_point_that_is_nowhere_is_dropped_and_reported(latitude, longitude):
    record = record_of(latitude=latitude, longitude=longitude)

    assert (record.latitude, record.longitude) == (None, None)
    assert corrections_of(latitude=latitude, longitude=longitude) == [
        Correction(1, "latitude", latitude, ""),
        Correction(1, "longitude", longitude, ""),
    ]


def test_half_a_point_is_dropped_and_reported():
    assert record_of(latitude="41", longitude="").latitude is None
    assert corrections_of(latitude="41", longitude="") == [Correction(1, "latitude", "41", "")]


def test_lines_stand_below_each_other_each_with_what_it_is():
    record = record_of(train_lines="4 to Mosholu Pkwy", bus_lines="s40", public_transport="U8 Leinestraße")

    assert record.transit == "Train: 4 to Mosholu Pkwy\nBus: s40\nU8 Leinestraße"


def test_line_that_says_what_it_is_needs_no_word_before_it():
    record = record_of(train_lines="Tren M a Knickerbocker", bus_lines="Buses Bx 7, M100")

    assert record.transit == "Tren M a Knickerbocker\nBuses Bx 7, M100"


@pytest.mark.parametrize("prompt", ["Train Lines#@-@#", "Train Lines#@-@#Train Lines#@-@#", "#@-@#"])
def test_prompt_is_split_off_a_line_however_often_it_stands_there_and_reported(prompt):
    written = f"{prompt}SIRR"

    assert record_of(train_lines=written).transit == "Train: SIRR"
    assert [(each.field, each.read_as) for each in corrections_of(train_lines=written)] == [("train_lines", "SIRR")]


def test_prompt_without_a_line_is_no_line():
    assert record_of(bus_lines="Bus Lines#@-@#").transit == ""
