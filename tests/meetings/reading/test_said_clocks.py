from datetime import time

import pytest

from handrail.meetings.reading.said_clocks import zone_in_name


@pytest.mark.parametrize(
    ("name", "start", "zone"),
    [
        ("Big Book Study - 11am Eastern - Online", time(11), "Eastern"),
        ("Tuesdays @ 6 pm (Mountain)", time(18), "Mountain"),
        ("Sea Point - 11am Eastern (5pm GMT+2)", time(11), "Eastern"),
        ("New Freedom - 1:30 pm Eastern", time(10, 30), ""),
        ("Berlin - 10am Central European Time", time(10), ""),
        ("Mountain View, 11am", time(11), ""),
        ("Serenity", None, ""),
    ],
)
def test_zone_in_name_is_said_with_the_rows_own_hour(name, start, zone):
    assert zone_in_name(name, start) == zone
