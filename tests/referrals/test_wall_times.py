"""A moment as it is said to people: in one sentence, by the rules of its language."""

from datetime import UTC, datetime

import pytest

from handrail.referrals.wall_times import wall_time

FRIDAY = datetime(2026, 11, 27, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "America/New_York", "Eastern time"),
        ("es", "America/New_York", "hora del este"),
        ("es", "America/Anchorage", "hora de Alaska"),
        ("es", "Europe/Madrid", "Europe/Madrid"),
    ],
)
def test_spanish_writes_the_clock_small_within_a_sentence(language, zone, said):
    assert wall_time(FRIDAY, zone=zone, language=language).endswith(f", {said}")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Friday, November 27, 3:30\u00a0pm, Eastern time"),
        ("es", "viernes 27 de noviembre, 3:30\u00a0p.\u00a0m., hora del este"),
    ],
)
def test_no_line_ends_within_a_time(language, said):
    assert wall_time(FRIDAY, zone="America/New_York", language=language) == said
