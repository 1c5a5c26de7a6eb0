from datetime import UTC, datetime

import pytest

from handrail.privacy.domain.fixed_periods import PeriodRefused
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.referrals.domain.mirror_dimensions import Dimension
from handrail.referrals.domain.waiting_census import census_columns, census_of, days_waiting
from referrals.referrals_of_a_quarter import QUARTER, SETTLED, many, referral

JULY_1 = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, None, None),
        (datetime(2026, 6, 30, 23, tzinfo=UTC), None, 1),
        (datetime(2026, 6, 17, tzinfo=UTC), JULY_1, 14),
        (datetime(2025, 12, 1, tzinfo=UTC), None, 212),
        (datetime(2026, 6, 17, tzinfo=UTC), datetime(2026, 6, 30, 23, tzinfo=UTC), None),
        (JULY_1, None, None),
    ],
)
def test_waiting_is_counted_on_the_last_day(since, until, days):
    found = days_waiting(referral(waitlisted_from=since, waitlisted_until=until), period=QUARTER)

    assert found == days


def test_census_shows_how_long_people_have_waited():
    facts = [
        *many(20, referral, waitlisted_from=datetime(2026, 6, 20, tzinfo=UTC)),
        *many(15, referral, waitlisted_from=datetime(2026, 4, 20, tzinfo=UTC)),
        *many(12, referral, waitlisted_from=datetime(2025, 4, 20, tzinfo=UTC), language="es"),
        *many(2, referral, waitlisted_from=datetime(2026, 6, 20, tzinfo=UTC), language="es"),
    ]
    shared = census_columns(facts, period=QUARTER, today=SETTLED)

    table = census_of(
        facts, dimension=Dimension.LANGUAGE, rows=["en", "es"], period=QUARTER, shared=shared, today=SETTLED
    )

    assert {column: table.at(None, column) for column in table.columns} == {
        "up_to_14_days": 22,
        "up_to_120_days": 15,
        "longer": 12,
    }
    assert table.at("es", "up_to_14_days") is SUPPRESSED


def test_census_waits_for_the_end_of_its_quarter():
    with pytest.raises(PeriodRefused):
        census_columns([], period=QUARTER, today=QUARTER.first_day)
