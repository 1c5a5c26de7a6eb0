from datetime import UTC, datetime

import pytest

from handrail.meetings.reading.moments import read_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-10-29 11:17:07", datetime(2022, 10, 29, 11, 17, 7, tzinfo=UTC)),
        ("2025-01-30T14:13:55.582Z", datetime(2025, 1, 30, 14, 13, 55, tzinfo=UTC)),
        ("2025-01-30T14:13:55-06:00", datetime(2025, 1, 30, 20, 13, 55, tzinfo=UTC)),
        ("2022-10-29", datetime(2022, 10, 29, tzinfo=UTC)),
        ("8/25/2022 12:17:07 AM", datetime(2022, 8, 25, 0, 17, 7, tzinfo=UTC)),
        ("8/25/2022", datetime(2022, 8, 25, tzinfo=UTC)),
        ("1738246435582", datetime(2025, 1, 30, 14, 13, 55, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("1970-01-01 00:00:00", None),
        ("9999-12-31 23:59:59", None),
        ("9999-12-31T23:59:59-23:00", None),
        ("0001-01-01T00:00:00+23:00", None),
        ("13/45/2022", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_read_moment_is_utc_or_none(text, moment):
    assert read_moment(text) == moment
