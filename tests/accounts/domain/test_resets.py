"""Which two may open a colleague's account. The table below was worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handrail.accounts.domain.resets import REFUSALS, Agreed, LockedAccount, Opener, ResetRefused, check_agreed

AT = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAY, MOMENT = timedelta(days=1), timedelta(seconds=1)
LEAD = Opener(here_since=AT - 30 * DAY)
OPERATOR = Opener(here_since=None, is_operator=True)
NURSE = LockedAccount(opened_at=AT - 20 * DAY, here_since=AT - 20 * DAY)
TOO_NEW, NEEDS_OPERATOR = (reason for _, reason in REFUSALS)


def reason_of(*two, account=NURSE):
    try:
        check_agreed(Agreed((two[0], two[1]), account, AT))
    except ResetRefused as refusal:
        return str(refusal)
    return None


def test_two_who_have_worked_here_for_a_week_open_an_account_of_this_work():
    assert reason_of(LEAD, LEAD) is None


@pytest.mark.parametrize(
    ("since", "reason"),
    [(AT - 7 * DAY, None), (AT - 7 * DAY + MOMENT, TOO_NEW), (AT, TOO_NEW), (AT + DAY, TOO_NEW)],
)
def test_either_of_the_two_must_have_been_here_for_a_week(since, reason):
    new = Opener(here_since=since)

    assert [reason_of(new, LEAD), reason_of(LEAD, new)] == [reason, reason]


def test_operator_who_works_elsewhere_is_nobody_new_here():
    assert reason_of(OPERATOR, LEAD) is None


@pytest.mark.parametrize(
    "more",
    [
        {"works_elsewhere": True},
        {"is_operator": True},
        {"here_since": None},
        {"opened_at": AT - 21 * DAY - MOMENT},
    ],
)
def test_account_that_is_more_than_this_work_needs_an_operator_among_the_two(more):
    account = replace(NURSE, **more)

    found = [reason_of(LEAD, LEAD, account=account), reason_of(LEAD, OPERATOR, account=account)]

    assert found == [NEEDS_OPERATOR, None]


def test_account_that_was_made_the_day_before_the_work_began_is_of_this_work():
    assert reason_of(LEAD, LEAD, account=replace(NURSE, opened_at=AT - 21 * DAY)) is None


def test_new_operator_is_told_of_the_week_first():
    assert reason_of(Opener(here_since=AT, is_operator=True), LEAD) == TOO_NEW
