"""Which duties so many people bring, and by when (S28)."""

from datetime import date

import pytest

from handrail.privacy.domain.breaches import DUTIES, duties

LEARNED = date(2026, 11, 1)
SIXTY_DAYS_LATER = date(2026, 12, 31)


@pytest.mark.parametrize(("people", "count"), [(0, 0), (1, 3), (499, 3), (500, 4), (10_000, 4)])
def test_duties_begin_at_their_number_of_people(people, count):
    found = duties(people=people, discovered=LEARNED)

    assert len(found) == count


def test_each_duty_ends_sixty_days_after_somebody_learned_of_it():
    found = duties(people=500, discovered=LEARNED)

    assert {duty.last_day for duty in found} == {SIXTY_DAYS_LATER}


@pytest.mark.parametrize(
    ("discovered", "last_day"),
    [
        (date(2026, 11, 1), date(2027, 3, 1)),
        (date(2027, 1, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 1)),
    ],
)
def test_few_people_are_told_to_the_secretary_after_the_end_of_the_year(discovered, last_day):
    (yearly,) = [duty for duty in duties(people=499, discovered=discovered) if "Secretary" in duty.whom]

    assert (yearly.section, yearly.last_day, yearly.without_delay) == ("45 CFR 164.408(c)", last_day, False)


def test_each_duty_says_where_it_is_written():
    assert [duty.whom for duty in DUTIES if "CFR" not in duty.section] == []
