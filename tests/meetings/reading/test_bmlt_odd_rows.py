"""Whatever a server writes: no reading fails, and each row is in one place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmlt_rows_made import NEW_YORK, ROW
from handrail.meetings.domain.records import MOST_MINUTES, FeedRefused
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.bmlt_side_answers import read_formats, read_service_bodies

WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "",
            "0",
            "7",
            "24:00:00",
            "99:99:99",
            "a#@-@#b",
            "#@-@#",
            "&amp;lt;b&gt;",
            "<script>",
            "https://zoom.us/j/1",
            "https://[",
            "javascript:x",
            "VM,TC",
            "O,,C",
            "Europe/Berlin",
            "../etc",
            "\0",
            "\ud800",
            "1e999",
            "nan",
            "٣",
            "x" * 5_000,
        ]
    ),
)
VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)
FIELDS = st.one_of(st.sampled_from([*ROW, "contact_name_1", "public_transport"]), st.text(max_size=8))
ROWS = st.one_of(st.builds(lambda odd: {**ROW, **odd}, st.dictionaries(FIELDS, VALUES, max_size=6)), VALUES)
SIDE_ROWS = st.lists(
    st.dictionaries(st.sampled_from(["key_string", "id", "parent_id", "name", "world_id", "lang"]), VALUES), max_size=4
)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(ROWS, max_size=4), formats=SIDE_ROWS, bodies=SIDE_ROWS, is_wrapped=st.booleans())
def test_each_row_is_taken_or_refused(rows, formats, bodies, is_wrapped):
    answer = {"meetings": rows, "formats": formats} if is_wrapped else rows

    try:
        reading = read_bmlt(json.dumps(answer).encode(), NEW_YORK, formats=formats, service_bodies=bodies)
    except FeedRefused:
        return

    numbers = [number for number, _ in reading.records] + [each.row for each in reading.refused]
    assert sorted(numbers) == list(range(1, len(rows) + 1))
    assert {each.row for each in reading.corrections} <= {number for number, _ in reading.records}
    for _, record in reading.records:
        json.dumps(record.raw, allow_nan=False, ensure_ascii=False).encode()
        assert 1 <= record.minutes <= MOST_MINUTES
        assert (record.latitude is None) == (record.longitude is None)
        assert not [field for field in record.raw if field.startswith("contact_")]


@settings(max_examples=60, deadline=None)
@given(content=st.one_of(st.binary(max_size=60), VALUES.map(lambda value: json.dumps(value).encode())))
@pytest.mark.parametrize("read", [lambda content: read_bmlt(content, NEW_YORK), read_formats, read_service_bodies])
def test_any_bytes_are_read_or_refused_in_words(read, content):
    try:
        read(content)
        told = "Read."
    except FeedRefused as refusal:
        told = str(refusal)

    assert told.endswith(".")
