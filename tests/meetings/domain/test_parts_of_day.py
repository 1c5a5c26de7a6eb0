"""Every hour belongs to one part of the day."""

import pytest

from handrail.meetings.domain.parts_of_day import BEGINS, PartOfDay, part_of_hour


def test_each_part_has_its_beginning():
    assert set(BEGINS) == set(PartOfDay)


@pytest.mark.parametrize(
    ("part", "hours"),
    [
        (PartOfDay.MORNING, range(4, 12)),
        (PartOfDay.AFTERNOON, range(12, 17)),
        (PartOfDay.EVENING, range(17, 21)),
        (PartOfDay.NIGHT, [*range(4), *range(21, 24)]),
    ],
)
def test_part_of_hour(part, hours):
    assert [hour for hour in range(24) if part_of_hour(hour) is part] == list(hours)
