"""The row as it came is kept: without the people in it, and without what no database takes."""

import json

import pytest

from bmlt_rows_made import ROW, reading_of, record_of, refusal_of
from handrail.meetings.reading.bmlt_raw import kept_of

CONTACTS = {
    "contact_name_1": "Member X.",
    "contact_phone_1": "+1-555-0101",
    "contact_email_1": "contact00001@example.org",
    "contact_name_2": "",
    "Contact_Own_Field": "Member Y.",
    " contact_phone_9": "+1-555-0102",
    "email_contact": "contact00002@example.org",
}


def test_row_is_kept_whole_with_the_fields_that_only_its_server_knows():
    row = {**ROW, "seat_reservation": "yes", "format_comments": ["a", {"b": None}], "distance_in_km": 1.5}

    assert record_of(row).raw == row


def test_contacts_of_members_are_never_kept():
    record = record_of(CONTACTS)

    assert record.raw == ROW
    assert "Member" not in repr(record)
    assert "555-01" not in repr(record)


def test_contacts_are_not_kept_within_other_fields_either():
    assert kept_of({"own": [{"contact_name_1": "Member X.", "room": "2"}]}) == {"own": [{"room": "2"}]}


def test_what_no_database_takes_is_not_kept():
    kept = kept_of({"a\0": "b\0c", "half \ud800": "\udfff", "large": float("inf")})

    assert kept == {"a": "bc", "half ": "", "large": ""}
    assert json.dumps(kept, allow_nan=False).encode()


def test_depth_is_bounded():
    kept = kept_of({"a": [[[["deep", ["too deep"]]]]]})

    assert kept == {"a": [[[[ "deep", ""]]]]}  # fmt: skip


@pytest.mark.parametrize("own", ["x" * 50_000, ["x"] * 20_000])
def test_row_of_a_length_that_no_row_has_is_refused(own):
    assert refusal_of(own=own) == "it is longer than a row can be"


def test_other_rows_of_that_feed_are_taken():
    reading = reading_of({**ROW, "own": "x" * 50_000}, {**ROW, "id_bigint": "2"})

    assert ([each.row for each in reading.refused], [number for number, _ in reading.records]) == ([1], [2])
