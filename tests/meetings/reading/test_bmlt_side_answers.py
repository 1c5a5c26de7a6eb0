"""GetFormats and GetServiceBodies: read, or refused in words."""

import json

import pytest

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.reading import bmlt_side_answers
from handrail.meetings.reading.bmlt_side_answers import read_formats, read_service_bodies

EMPTY_FORMAT = dict.fromkeys(bmlt_side_answers.FORMAT_COLUMNS, "")
EMPTY_BODY = dict.fromkeys(bmlt_side_answers.BODY_COLUMNS, "")


def content(answer) -> bytes:
    return json.dumps(answer).encode()


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("buffalo-ny-GetFormats.json", 44, ("B", "en", "1", "BEG", "FC3")),
        ("german-GetFormats-en.json", 67, ("ru", "en", "109", "LANG", "LANG")),
        ("ny-GetFormats-all-languages.json", 139, ("B", "en", "1", "BEG", "FC3")),
        ("buffalo-ny-used-formats-day2.json", 14, ("BT", "en", "3", "BT", "FC1")),
        ("australia-admin-api-formats-multilingual.json", 174, ("B", "en", "1", "BEG", "FC3")),
    ],
)
@pytest.mark.shared_data
def test_real_formats_are_read_in_one_shape(shared_data, name, count, first):
    formats = read_formats((shared_data / "meetings" / "bmlt" / name).read_bytes())

    columns = ("key_string", "lang", "id", "world_id", "format_type_enum")
    assert (len(formats), tuple(formats[0][column] for column in columns)) == (count, first)
    assert {tuple(each) for each in formats} == {bmlt_side_answers.FORMAT_COLUMNS}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["ny-GetServiceBodies.json", "buffalo-ny-GetServiceBodies.json"])
def test_real_service_bodies_are_read(shared_data, name):
    bodies = read_service_bodies((shared_data / "meetings" / "bmlt" / name).read_bytes())

    assert (len(bodies), bodies[0]["name"], bodies[0]["parent_id"]) == (44, "Greater New York Region", "0")


def test_numbers_become_strings_and_what_is_absent_or_no_text_becomes_empty():
    row = {"key_string": "O", "id": 17, "world_id": None, "lang": ["en"], "name_string": "O\0p\ud800en ", "own": "x"}

    assert read_formats(content([row])) == [{**EMPTY_FORMAT, "key_string": "O", "id": "17", "name_string": "Open"}]


def test_format_without_a_key_and_body_without_a_name_are_left_out():
    formats = read_formats(content([{"key_string": ""}, {"key_string": "O"}]))
    bodies = read_service_bodies(content([{"id": "1"}, {"id": "2", "name": "Area"}]))

    assert formats == [{**EMPTY_FORMAT, "key_string": "O"}]
    assert bodies == [{**EMPTY_BODY, "id": "2", "name": "Area"}]


def test_e_mail_address_of_a_body_is_not_kept():
    bodies = read_service_bodies(content([{"id": "1", "name": "Area", "contact_email": "member@example.org"}]))

    assert bodies == [{**EMPTY_BODY, "id": "1", "name": "Area"}]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ([], "No row of it reads like a row of GetFormats."),
        ([{"id": "1", "name": "Area"}], "No row of it reads like a row of GetFormats."),
        ([{"key_string": "O"}, 3], "The answer is no list of objects."),
        ({"meetings": []}, "The answer is no list of objects."),
        ("O", "The answer is no list of objects."),
    ],
)
def test_other_answers_are_no_formats(answer, reason):
    with pytest.raises(FeedRefused) as refused:
        read_formats(content(answer))

    assert str(refused.value) == reason


def test_jsonp_is_no_answer_here_either():
    with pytest.raises(FeedRefused) as refused:
        read_service_bodies(b'/**/cb([{"id": "1", "name": "Area"}]);')

    assert str(refused.value).startswith("This is JSONP, wrapped for browsers.")


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(bmlt_side_answers, "MOST_ROWS", 1)

    with pytest.raises(FeedRefused) as refused:
        read_formats(content([{"key_string": "O"}, {"key_string": "C"}]))

    assert str(refused.value) == "The answer has more than 1 rows."
