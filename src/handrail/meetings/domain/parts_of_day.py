"""The parts of a day that a person chooses among, on their own clock."""

from enum import StrEnum


class PartOfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


BEGINS = {PartOfDay.MORNING: 4, PartOfDay.AFTERNOON: 12, PartOfDay.EVENING: 17, PartOfDay.NIGHT: 21}
"""The hour each begins; the night goes on to the morning. Product choice: tsml-ui has the same
four parts, which begin within an hour of these and overlap."""


def part_of_hour(hour: int) -> PartOfDay:
    """Of the clock's hour, 0 to 23."""
    begun = [part for part, begins in BEGINS.items() if begins <= hour]
    return begun[-1] if begun else PartOfDay.NIGHT
