"""Which duties so many people bring, and by when (S28)."""

from datetime import date

import pytest

from handrail.privacy.domain.breaches import DUTIES, duties

LEARNED = date(2026, 11, 1)
SIXTY_DAYS_LATER = date(2026, 12, 31)


@pytest.mark.parametrize(("people", "count"), [(0, 0), (1, 2), (499, 2), (500, 4), (10_000, 4)])
def test_duties_begin_at_their_number_of_people(people, count):
    found = duties(people=people, discovered=LEARNED)

    assert len(found) == count


def test_each_duty_ends_sixty_days_after_somebody_learned_of_it():
    found = duties(people=500, discovered=LEARNED)

    assert {duty.last_day for duty in found} == {SIXTY_DAYS_LATER}


def test_each_duty_says_where_it_is_written():
    assert [duty.whom for duty in DUTIES if "CFR" not in duty.section] == []
