from datetime import time

import pytest

from handrail.meetings.reading.tsml_times import When
from meetings.reading.tsml_written import read_one, read_rows


def when(record) -> When:
    return When(record.weekdays, record.start, record.minutes)


@pytest.mark.parametrize(
    ("fields", "expected", "noted"),
    [
        ({}, When((0,), time(18), 60), []),
        ({"time": "6:00 PM"}, When((0,), time(18), 60), [("time", "6:00 PM", "18:00")]),
        ({"time": "18:00:00"}, When((0,), time(18), 60), [("time", "18:00:00", "18:00")]),
        ({"time": "24:00"}, When((1,), time(0), 60),
         [("time", "24:00", "00:00"), ("day", "0", "1, as 24:00 begins the next day")]),
        ({"time": "24:00:00", "day": 6}, When((0,), time(0), 60),
         [("time", "24:00:00", "00:00"), ("day", "6", "0, as 24:00 begins the next day")]),
        ({"day": "0"}, When((0,), time(18), 60), [("day", '"0"', "0")]),
        ({"day": "Sunday"}, When((0,), time(18), 60), [("day", '"Sunday"', "0")]),
        ({"day": "Martes"}, When((2,), time(18), 60), [("day", '"Martes"', "2")]),
        ({"day": [6]}, When((6,), time(18), 60), [("day", "[6]", "6")]),
        ({"day": [1, 3, 5]}, When((1, 3, 5), time(18), 60), []),
        ({"day": ["Mon", "wednesday"]}, When((1, 3), time(18), 60), [("day", '["Mon", "wednesday"]', "1, 3")]),
        ({"day": "1, 3"}, When((1, 3), time(18), 60), [("day", '"1, 3"', "1, 3")]),
        ({"day": "Daily"}, When((0, 1, 2, 3, 4, 5, 6), time(18), 60), [("day", '"Daily"', "0, 1, 2, 3, 4, 5, 6")]),
        ({"day": 7}, When((0,), time(18), 60), [("day", "7", "0")]),
        ({"day": [5, 7]}, When((0, 5), time(18), 60), [("day", "[5, 7]", "0, 5")]),
        ({"day": None, "time": ""}, When((), None, 60), []),
        ({"day": None}, When((), None, 60),
         [("time", "18:00", "by appointment, as a day needs a time and a time a day")]),
        ({"time": None}, When((), None, 60),
         [("day", "0", "by appointment, as a day needs a time and a time a day")]),
        ({"end_time": "19:30"}, When((0,), time(18), 90), []),
        ({"end_time": "7:30 pm"}, When((0,), time(18), 90), [("end_time", "7:30 pm", "19:30")]),
        ({"time": "23:30", "end_time": "00:30"}, When((0,), time(23, 30), 60), []),
        ({"time": "23:00", "end_time": "24:00"}, When((0,), time(23), 60), [("end_time", "24:00", "00:00")]),
        ({"time": "17:30", "end_time": "16:30"}, When((0,), time(17, 30), 60),
         [("end_time", "17:30 to 16:30", "60 minutes")]),
        ({"time": "20:00", "end_time": "06:00"}, When((0,), time(20), 600),
         [("end_time", "20:00 to 06:00", "600 minutes")]),
        ({"end_time": "late"}, When((0,), time(18), 60), [("end_time", "late", "left out")]),
        ({"duration": 90}, When((0,), time(18), 90), []),
        ({"duration": 1440, "end_time": "18:00"}, When((0,), time(18), 1440), []),
        ({"duration": 9000}, When((0,), time(18), 60), [("duration", "9000", "60 minutes")]),
    ],
)  # fmt: skip
def test_times_of_a_row_are_read_and_what_was_written_otherwise_is_noted(fields, expected, noted):
    record, corrections = read_one(**fields)

    assert (when(record), corrections) == (expected, noted)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"time": "evening"}, "Its time cannot be read: evening."),
        ({"time": {"a": 1}}, "Its time cannot be read: {'a': 1}."),
        ({"day": 8}, "Its day cannot be read: 8."),
        ({"day": -1}, "Its day cannot be read: -1."),
        ({"day": True}, "Its day cannot be read: True."),
        ({"day": "First Saturday"}, "Its day cannot be read: First Saturday."),
    ],
)
def test_a_row_whose_time_nobody_can_tell_is_refused(fields, reason):
    reading = read_rows({"name": "A", "slug": "a", "day": 1, "time": "18:00"} | fields)

    assert [each.reason for each in reading.refused] == [reason]
    assert reading.records == []
