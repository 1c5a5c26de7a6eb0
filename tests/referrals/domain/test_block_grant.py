from datetime import timedelta

import pytest

from handrail.privacy.domain.fixed_periods import PeriodRefused
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.referrals.domain.block_grant import (
    COLUMNS,
    CapacityNotice,
    column_of,
    csv_of_report,
    is_in_time,
    must_notify,
    state_report,
)
from handrail.referrals.domain.referral_facts import Ending
from referrals.referrals_of_a_quarter import ASKED, QUARTER, SETTLED, arrived, many, referral

DAY = 24
INTERIM = {"waitlisted_from": ASKED, "interim_services_at": ASKED + timedelta(hours=48)}
LATE_INTERIM = {"waitlisted_from": ASKED, "interim_services_at": ASKED + timedelta(hours=49)}
WITHOUT_WAITING_LIST = {"interim_services_at": ASKED}


@pytest.mark.parametrize(
    ("facts", "column"),
    [
        (arrived(hours=14 * DAY), "admitted_within_14_days"),
        (arrived(hours=14 * DAY, **INTERIM), "admitted_within_14_days"),
        (arrived(hours=14 * DAY + 1), "admitted_otherwise"),
        (arrived(hours=14 * DAY + 1, **INTERIM), "admitted_within_120_days"),
        (arrived(hours=120 * DAY, **INTERIM), "admitted_within_120_days"),
        (arrived(hours=120 * DAY + 1, **INTERIM), "admitted_otherwise"),
        (arrived(hours=20 * DAY, **LATE_INTERIM), "admitted_otherwise"),
        (arrived(hours=20 * DAY, **WITHOUT_WAITING_LIST), "admitted_otherwise"),
        (referral(), "waiting_past_limit"),
        (referral(**INTERIM), "waiting_past_limit"),
        (referral(ending=Ending.DECLINED), "ended_without_admission"),
        (referral(ending=Ending.NO_SHOW), "ended_without_admission"),
    ],
)
def test_request_stands_where_the_law_counts_it(facts, column):
    found = column_of(facts)

    assert found == column


@pytest.mark.parametrize(
    ("admitted", "capacity", "must"), [(9, 10, True), (8, 9, False), (89, 100, False), (30, 30, True), (0, 0, False)]
)
def test_ninety_percent_of_capacity_is_told(admitted, capacity, must):
    answer = must_notify(admitted=admitted, capacity=capacity)

    assert answer == must


@pytest.mark.parametrize(("days", "in_time"), [(None, False), (0, True), (7, True), (7.1, False)])
def test_notice_has_seven_days(days, in_time):
    told = None if days is None else ASKED + timedelta(days=days)

    answer = is_in_time(CapacityNotice("north", reached_at=ASKED, told_at=told))

    assert answer == in_time


def test_report_counts_only_people_who_inject_and_hides_few():
    facts = [
        *many(40, arrived, injects=True),
        *many(12, referral, injects=True),
        *many(3, referral, injects=True, ending=Ending.DECLINED),
        *many(50, arrived),
    ]
    notices = [CapacityNotice("north", ASKED, ASKED), CapacityNotice("south", ASKED)]
    notices += [CapacityNotice("north", ASKED + timedelta(days=90), ASKED)]

    report = state_report(facts, notices, quarter=QUARTER, today=SETTLED)

    assert {column: report.requests.at(None, column) for column in (*COLUMNS, None)} == {
        "admitted_within_14_days": 40,
        "admitted_within_120_days": SUPPRESSED,
        "admitted_otherwise": SUPPRESSED,
        "waiting_past_limit": SUPPRESSED,
        "ended_without_admission": SUPPRESSED,
        None: 55,
    }
    assert (report.notices, report.notices_within_7_days) == (2, 1)


def test_report_waits_until_the_last_request_had_its_120_days():
    today = QUARTER.day_after + timedelta(days=119)

    with pytest.raises(PeriodRefused, match="120 days"):
        state_report([], [], quarter=QUARTER, today=today)


def test_report_is_a_file_of_fixed_lines():
    report = state_report(many(40, arrived, injects=True), [], quarter=QUARTER, today=SETTLED)

    lines = csv_of_report(report).splitlines()

    assert [line.split(",")[1] for line in lines] == [
        "what", *COLUMNS, "requests", "capacity_notices", "capacity_notices_within_7_days",
    ]  # fmt: skip
    assert lines[1] == "2026-Q2,admitted_within_14_days,suppressed"


def test_where_nobody_knows_of_notices_the_file_has_no_line_for_them():
    report = state_report(many(40, arrived, injects=True), None, quarter=QUARTER, today=SETTLED)

    lines = csv_of_report(report).splitlines()

    assert [line.split(",")[1] for line in lines] == ["what", *COLUMNS, "requests"]
