"""14 days, or 120 with interim services in time; pregnancy first: 45 CFR 96.126 and 96.131."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.referrals.domain.legal_clocks import legal_clock, order_of_admission, owes_capacity_notice

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("injects", "pregnant", "interim_after", "days"),
    [
        (True, False, None, 14),
        (True, False, 48 * HOUR, 120),
        (True, False, 49 * HOUR, 14),  # too late to count
        (False, True, 24 * HOUR, 14),
        (True, True, 24 * HOUR, 14),
    ],
)
def test_the_days_of_the_rule(injects, pregnant, interim_after, days):
    began = AT + interim_after if interim_after is not None else None

    clock = legal_clock(is_injecting=injects, is_pregnant=pregnant, requested_at=AT, interim_began_at=began)

    assert clock is not None
    assert (clock.admit_by, clock.interim_by) == (AT + days * DAY, AT + 2 * DAY)
    assert (clock.is_over(AT + days * DAY), clock.is_over(AT + days * DAY + HOUR)) == (False, True)


def test_the_rule_is_for_whom_it_is():
    assert legal_clock(is_injecting=False, is_pregnant=False, requested_at=AT, interim_began_at=None) is None


def test_pregnant_women_come_first():
    order = [
        order_of_admission(is_pregnant=pregnant, is_injecting=injects)
        for pregnant, injects in [(True, True), (True, False), (False, True), (False, False)]
    ]

    assert order == [0, 1, 2, 3]


@pytest.mark.parametrize(("taken", "maximum", "owes"), [(8, 10, False), (9, 10, True), (0, 0, False), (10, 10, True)])
def test_nine_tenths_of_capacity_are_told(taken, maximum, owes):
    assert owes_capacity_notice(taken=taken, maximum=maximum) == owes
