from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.privacy.domain.fixed_periods import (
    Period,
    PeriodKind,
    PeriodRefused,
    is_in,
    is_over,
    may_be_published,
    quarter_of,
    quarters_of,
    year_of,
)

FOURTH = Period(2026, 10, PeriodKind.QUARTER)


@pytest.mark.parametrize(
    ("today", "over", "publishable"),
    [
        (date(2026, 12, 31), False, False),
        (date(2027, 1, 1), True, False),
        (date(2027, 1, 30), True, False),
        (date(2027, 1, 31), True, True),
    ],
)
def test_period_is_published_when_it_is_over_and_its_stories_have_ended(today, over, publishable):
    answers = is_over(FOURTH, today=today), may_be_published(FOURTH, today=today)

    assert answers == (over, publishable)


@pytest.mark.parametrize(
    ("day", "quarter", "year"),
    [
        (date(2026, 1, 1), "2026-Q1", "2026"),
        (date(2026, 6, 30), "2026-Q2", "2026"),
        (date(2027, 12, 31), "2027-Q4", "2027"),
    ],
)
def test_periods_are_named_as_people_name_them(day, quarter, year):
    names = str(quarter_of(day)), str(year_of(day))

    assert names == (quarter, year)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_one_quarter_of_its_year(day):
    holding = [quarter for quarter in quarters_of(year_of(day)) if is_in(day, quarter)]

    assert holding == [quarter_of(day)]
    assert is_in(day, year_of(day))


def test_quarters_fill_their_year():
    year = year_of(date(2028, 5, 5))

    edges = [(quarter.first_day, quarter.day_after) for quarter in quarters_of(year)]

    assert [begin for begin, _ in edges[1:]] == [end for _, end in edges[:-1]]
    assert (edges[0][0], edges[-1][1]) == (year.first_day, year.day_after)
    assert year.day_after - year.first_day == timedelta(days=366)


@pytest.mark.parametrize(("month", "kind"), [(2, PeriodKind.QUARTER), (13, PeriodKind.QUARTER), (4, PeriodKind.YEAR)])
def test_no_window_begins_where_somebody_likes(month, kind):
    with pytest.raises(PeriodRefused) as refusal:
        Period(2026, month, kind)

    assert str(refusal.value) == f"No {kind} begins in month {month}."
