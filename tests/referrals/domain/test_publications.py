from datetime import date, timedelta
from itertools import pairwise

import pytest

from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.referrals.domain.publications import NoSuchPeriod, Publication, due, period_named

FIRST = Period(2026, 7, PeriodKind.QUARTER)


def named(today: date) -> list[str]:
    return [f"{what} {period}" for what, period in due(first=FIRST, today=today)]


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (date(2026, 10, 30), []),
        (date(2026, 10, 31), ["quarter 2026-Q3"]),
        (date(2027, 1, 28), ["quarter 2026-Q3"]),
        (date(2027, 1, 29), ["quarter 2026-Q3", "state 2026-Q3"]),
        (date(2027, 1, 31), ["quarter 2026-Q3", "quarter 2026-Q4", "year 2026", "state 2026-Q3"]),
    ],
)
def test_each_is_due_when_its_stories_have_ended(today, wanted):
    assert named(today) == wanted


def test_what_is_due_stays_due_and_only_more_comes():
    days = [date(2026, 10, 1) + timedelta(days=31 * month) for month in range(24)]

    lists = [set(named(day)) for day in days]

    assert all(earlier <= later for earlier, later in pairwise(lists))
    assert len(lists[-1]) == 17


@pytest.mark.parametrize("kind", Publication)
def test_every_kind_comes(kind):
    assert kind in {what for what, _ in due(first=FIRST, today=date(2028, 1, 1))}


@pytest.mark.parametrize("period", [FIRST, Period(2026, 1, PeriodKind.YEAR), Period(2030, 10, PeriodKind.QUARTER)])
def test_period_is_found_by_its_name(period):
    assert period_named(str(period)) == period


@pytest.mark.parametrize(
    "text", ["", "26", "2026-", "2026-Q", "2026-Q5", "2026-Q0", "0000", "20261", "2026-q1", "٢٠٢٦"]
)
def test_what_names_no_period_is_refused(text):
    with pytest.raises(NoSuchPeriod):
        period_named(text)
