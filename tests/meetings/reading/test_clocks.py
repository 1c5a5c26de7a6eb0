from datetime import time

import pytest

from handrail.meetings.reading.clocks import Clock, Length, length_between, read_clock, read_duration


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("18:00", Clock(time(18))),
        (" 18:00:00 ", Clock(time(18))),
        ("9:05", Clock(time(9, 5))),
        ("1:00 PM", Clock(time(13))),
        ("11:00 AM", Clock(time(11))),
        ("12:00 PM", Clock(time(12))),
        ("12:30 am", Clock(time(0, 30))),
        ("7pm", Clock(time(19))),
        ("7 p.m.", Clock(time(19))),
        ("6.30 p. m.", Clock(time(18, 30))),
        ("7:00:00 PM", Clock(time(19))),
        ("13:00 PM", Clock(time(13))),
        ("18h30", Clock(time(18, 30))),
        ("0600", Clock(time(6))),
        ("noon", Clock(time(12))),
        ("24:00", Clock(time(0), next_day=True)),
        ("24:00:00", Clock(time(0), next_day=True)),
        ("00:00", Clock(time(0))),
    ],
)
def test_read_clock_takes_what_lists_write(text, clock):
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "midnight",
        "25:00",
        "18:60",
        "2460",
        "15:00 AM",
        "0:00 pm pm",
        "6:00 PM - 7:00 PM",
        "\u0661\u0668:\u0660\u0660",
        "9" * 4000,
    ],
)
def test_read_clock_is_none_for_what_is_no_time_of_day(text):
    assert read_clock(text) is None


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ((18, 0), (19, 30), Length(90)),
        ((8, 0), (20, 0), Length(720)),
        ((23, 30), (0, 30), Length(60)),
        ((23, 59), (1, 0), Length(61)),
        ((22, 0), (2, 0), Length(240)),
        ((20, 0), (6, 0), Length(600, is_doubted=True)),
        ((12, 15), (1, 15), Length(60, is_doubted=True)),
        ((19, 15), (8, 15), Length(60, is_doubted=True)),
        ((17, 30), (16, 30), Length(60, is_doubted=True)),
        ((10, 0), (10, 0), Length(60, is_doubted=True)),
    ],
)
def test_length_between_goes_past_midnight_and_puts_typing_errors_right(start, end, length):
    found = length_between(time(*start), time(*end))

    assert found == length


def test_length_between_falls_back_to_the_servers_own_default():
    assert length_between(time(17, 30), time(16, 30), default=90) == Length(90, is_doubted=True)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("01:30:00", 90), ("1:30", 90), ("24:00:00", 1440), ("90", 90), ("90.0", 90), ("00:00:00", None), ("", None),
     ("24:01:00", None), ("1441", None), ("-5", None), ("an hour", None), ("1:75", None)],
)  # fmt: skip
def test_read_duration_is_minutes_of_at_most_a_day(text, minutes):
    assert read_duration(text) == minutes
