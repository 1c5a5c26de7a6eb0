"""Moments by the wall clock of a place, so that nobody comes a day late."""

from datetime import UTC, datetime

import pytest

from handrail.pages.moments import moment_told


@pytest.mark.parametrize(
    ("moment", "language", "told"),
    [
        (datetime(2026, 11, 27, 5, 0, tzinfo=UTC), "en", "Friday, November 27, 2026, midnight, as that day begins"),
        (
            datetime(2026, 11, 27, 5, 0, tzinfo=UTC),
            "es",
            "viernes, 27 de noviembre de 2026, medianoche, al empezar ese día",
        ),
        (datetime(2026, 11, 27, 5, 1, tzinfo=UTC), "en", "Friday, November 27, 2026, 12:01 am"),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), "en", "Friday, November 27, 2026, noon"),
    ],
)
def test_moment_is_told_by_the_clock_of_its_place(moment, language, told):
    shown = moment_told(moment, zone="America/New_York", language=language).replace("\u00a0", " ")

    assert shown.startswith(told)
