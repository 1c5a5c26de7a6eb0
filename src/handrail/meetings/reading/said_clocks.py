"""The zone that a meeting's name says with its hour: "Big Book Study - 11am Eastern"."""

import re
from datetime import time

from handrail.meetings.reading.clocks import read_clock

SAID = re.compile(
    r"(?P<clock>\d{1,2}(?::\d{2})?\s?[ap]\.?m\.?)\s*\(?(?P<zone>eastern|central|mountain|pacific)\b(?!\s+europe)",
    re.IGNORECASE | re.ASCII,
)


def zone_in_name(name: str, start: time | None) -> str:
    """Only where the hour is the row's own: else the name tells the hour of another place, and the row its own."""
    for found in SAID.finditer(name):
        clock = read_clock(found["clock"])
        if clock and clock.at == start:
            return found["zone"].capitalize()
    return ""
