import json

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import MOST_MINUTES, FeedReading, FeedRefused
from handrail.meetings.models import Meeting
from handrail.meetings.reading.place_clocks import known_zones
from handrail.meetings.reading.tsml import read_tsml
from meetings.reading.tsml_written import ROW, read_rows, what_it_says, written

FIELDS = [
    "slug", "name", "day", "time", "end_time", "duration", "timezone", "types", "languages", "latitude", "longitude",
    "coordinates", "approximate", "address", "formatted_address", "city", "state", "postal_code", "country", "region",
    "regions", "sub_region", "notes", "group_notes", "location", "location_notes", "conference_url", "conference_phone",
    "attendance_option", "updated", "updatedAt", "website", "url", "feedback_url", "feedback_emails", "archived", "_id",
]  # fmt: skip
ODD_WORDS = st.sampled_from([
    "", " ", "0", "7", "24:00", "12:60 PM", "6pm", "Sunday", "[open]", "O,D", "<b>x</b>", "&amp;lt;i", "a > b > c",
    "91,181", "0,0", "1,2,3,4", "nan", "1e999", "US/Eastern", "Mars/Base", "javascript:alert(1)", "https://[", "\ud800",
    "\u0000", "x" * 5000, "2022-13-45", "13/13/2022", "9999999999999", "mailto:a@b.example", "+1 (312) 555-0100 x9",
    "Tbilisi, Georgia", "100 Main St, Tupelo, MS", ",,,", "\u202e", "\u0660",
])  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | ODD_WORDS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$oid", "$date", "$numberLong", "a"]), inner, max_size=2)
    ),
    max_leaves=6,
)
USUAL_OR_ODD = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=10)
ROWS = st.lists(USUAL_OR_ODD | VALUES, max_size=6).map(
    lambda rows: [
        ROW | {"slug": str(number)} | row if isinstance(row, dict) else row for number, row in enumerate(rows)
    ]
)
DEFAULTS = st.builds(FeedDefaults, st.sampled_from(Fellowship), st.sampled_from(["", "America/Chicago", "No/Zone"]))


def reading_of(content: bytes, defaults: FeedDefaults) -> FeedReading | None:
    try:
        return read_tsml(content, defaults)
    except FeedRefused:
        return None


def numbers_of(reading: FeedReading) -> list[int]:
    return sorted([number for number, _ in reading.records] + [each.row for each in reading.refused])


def links_of(record) -> tuple[str, ...]:
    return record.conference_url, record.website, record.feedback_url


def kept_as_told(record) -> bool:
    """What the database demands of a meeting."""
    lengths = {field.name: field.max_length for field in Meeting._meta.fields if getattr(field, "max_length", None)}
    lengths = {name: most for name, most in lengths.items() if isinstance(getattr(record, name, None), str)}
    has_point = record.latitude is not None and record.longitude is not None
    return (
        all(len(getattr(record, name)) <= most for name, most in lengths.items() if name != "weekdays")
        and "\x00" not in json.dumps(record.raw)
        and "\\u0000" not in json.dumps(record.raw)
        and bool(record.name and record.key)
        and record.zone in known_zones()
        and 1 <= record.minutes <= MOST_MINUTES
        and bool(record.weekdays) == (record.start is not None)
        and set(record.weekdays) <= set(range(7))
        and (abs(record.latitude) <= 90 and abs(record.longitude) <= 180 if has_point else record.latitude is None)
        and all(url == "" or url.lower().startswith(("http://", "https://")) for url in links_of(record))
    )


@settings(max_examples=100, deadline=None)
@given(ROWS, DEFAULTS)
def test_every_row_is_a_record_that_can_be_kept_or_refused(rows, defaults):
    content = json.dumps(rows).encode()

    reading = reading_of(content, defaults)

    if reading is not None:
        assert numbers_of(reading) == list(range(1, len(rows) + 1))
        assert [record for _, record in reading.records if not kept_as_told(record)] == []
        json.dumps([record.raw for _, record in reading.records], ensure_ascii=False, allow_nan=False).encode()


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=60)
    | st.text('[]{}",:0n\\u<Name,ID\n', max_size=40).map(str.encode)
    | st.lists(st.text("\"',; \n18:00aNameSd<", max_size=12), min_size=2, max_size=12).map(
        lambda cells: ("Name,ID,Day,Time\n" + ",".join(cells)).encode()
    ),
    DEFAULTS,
)
def test_any_content_is_read_or_refused(content, defaults):
    reading = reading_of(content, defaults)

    if reading is not None:
        assert numbers_of(reading) == list(range(1, reading.rows + 1))


@settings(max_examples=100, deadline=None)
@given(USUAL_OR_ODD, DEFAULTS)
def test_any_record_written_and_read_again_says_the_same(odd, defaults):
    reading = reading_of(json.dumps([ROW | {"slug": "one"} | odd]).encode(), defaults)

    for _, record in reading.records if reading else []:
        again = read_rows(written(record), defaults=defaults)
        assert [what_it_says(each) for _, each in again.records] == [what_it_says(record)]
        assert again.corrections == []
