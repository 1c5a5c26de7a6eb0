"""Weekdays from 1, clocks with seconds, and lengths that are left to the server."""

from datetime import time

import pytest

from bmlt_rows_made import ROW, corrections_of, record_of, refusal_of
from handrail.meetings.domain.records import Correction
from handrail.meetings.reading.bmlt_times import When, when_of
from handrail.meetings.reading.bmlt_written_rows import WrittenRow


def row_of(**changed) -> WrittenRow:
    return WrittenRow(1, {**ROW, **changed})


@pytest.mark.parametrize(("written", "weekday"), [("1", 0), ("2", 1), ("7", 6), (3, 2), ("01", 0), (" 4 ", 3)])
def test_weekday_one_is_sunday(written, weekday):
    assert record_of(weekday_tinyint=written).weekdays == (weekday,)


@pytest.mark.parametrize("written", ["", "0", "8", "Sunday", None, True, ["1"], "1" * 4_000])
def test_other_weekdays_are_refused(written):
    assert refusal_of(weekday_tinyint=written) == "its weekday_tinyint is not 1 (Sunday) to 7 (Saturday)"


@pytest.mark.parametrize(
    ("written", "start"),
    [("19:30:00", time(19, 30)), ("00:00:00", time(0)), ("23:59:00", time(23, 59)), ("07:30", time(7, 30))],
)
def test_start_is_taken_as_written(written, start):
    assert record_of(start_time=written).start == start
    assert corrections_of(start_time=written) == []


@pytest.mark.parametrize(
    ("written", "start"), [("7:30 PM", "19:30"), ("19:30:59", "19:30"), ("1930", "19:30"), ("7:05", "07:05")]
)
def test_start_in_another_spelling_is_read_and_reported(written, start):
    assert f"{record_of(start_time=written).start:%H:%M}" == start
    assert corrections_of(start_time=written) == [Correction(1, "start_time", written, start)]


def test_start_at_24_is_the_first_minute_of_the_next_day():
    record = record_of(weekday_tinyint="7", start_time="24:00:00")

    assert (record.weekdays, record.start) == ((0,), time(0))
    assert corrections_of(weekday_tinyint="7", start_time="24:00:00") == [
        Correction(1, "start_time", "24:00:00", "00:00 on the next day")
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "it has no start_time"),
        (None, "it has no start_time"),
        ("25:00:00", "its start_time is no time of day"),
        ("19:75:00", "its start_time is no time of day"),
        ("evening", "its start_time is no time of day"),
    ],
)
def test_row_without_a_time_of_day_is_refused(written, reason):
    assert refusal_of(start_time=written) == reason


@pytest.mark.parametrize("written", ["", "00:00:00", "00:00", None])
def test_length_is_the_servers_where_the_row_leaves_it(written):
    row = row_of(duration_time=written)

    assert when_of(row, server_minutes=90) == When((0,), time(7, 30), 90)
    assert row.corrections == []


@pytest.mark.parametrize(
    ("written", "minutes"), [("01:30:00", 90), ("24:00:00", 1440), ("00:01:00", 1), ("1:30", 90), ("07:00:00", 420)]
)
def test_length_of_the_row_counts_before_that_of_the_server(written, minutes):
    assert when_of(row_of(duration_time=written), server_minutes=60).minutes == minutes


@pytest.mark.parametrize("written", ["25:00:00", "long", "-1", "24:01:00"])
def test_length_that_is_none_is_the_servers_and_reported(written):
    row = row_of(duration_time=written)

    assert when_of(row, server_minutes=75).minutes == 75
    assert row.corrections == [Correction(1, "duration_time", written, "75 minutes, as the server usually has")]
