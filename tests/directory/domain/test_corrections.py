"""The table of steps is complete, its guards hold one by one, and no walk through it confirms what one person wrote."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.corrections import (
    COVER_FIELDS,
    DUE,
    FIELDS,
    OPEN,
    REFUSALS,
    STEPS,
    TWO_PEOPLE,
    WAIT,
    Kind,
    Requires,
    Standing,
    State,
    StepRefused,
    check_step,
    due_on,
)

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANNA, BEN = 1, 2

READY = {
    (State.NEW, State.TAKEN): Standing(State.NEW, ANNA, AT),
    (State.TAKEN, State.NEW): Standing(State.TAKEN, ANNA, AT, owner=ANNA),
    (State.TAKEN, State.DECLINED): Standing(State.TAKEN, ANNA, AT, owner=ANNA, reason="It is right."),
    (State.TAKEN, State.CONFIRMED): Standing(State.TAKEN, ANNA, AT, owner=ANNA, field="takes_cover_medicaid"),
    (State.TAKEN, State.WAITING_FOR_SECOND): Standing(
        State.TAKEN, ANNA, AT, owner=ANNA, field="phone", has_called_old_number=True
    ),
    (State.WAITING_FOR_SECOND, State.CONFIRMED): Standing(
        State.WAITING_FOR_SECOND, BEN, AT, owner=ANNA, first=ANNA, waits_until=AT, field="phone"
    ),
    (State.WAITING_FOR_SECOND, State.TAKEN): Standing(State.WAITING_FOR_SECOND, ANNA, AT, owner=ANNA, first=ANNA),
    (State.WAITING_FOR_SECOND, State.DECLINED): Standing(
        State.WAITING_FOR_SECOND, BEN, AT, owner=ANNA, first=ANNA, reason="A broker."
    ),
}


def is_refused(standing: Standing, to: State) -> bool:
    try:
        check_step(standing, to)
    except StepRefused:
        return True
    return False


def test_every_step_of_the_table_can_be_made():
    assert set(READY) == set(STEPS)
    assert [pair for pair, standing in READY.items() if is_refused(standing, pair[1])] == []


@pytest.mark.asvs("V2.3.1")
@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("to", State)
def test_step_that_is_not_in_the_table_is_refused(before, to):
    if (before, to) in STEPS:
        return
    standing = Standing(
        before, BEN, AT, owner=BEN, first=ANNA, waits_until=AT, reason="r", field="phone", has_called_old_number=True
    )

    assert is_refused(standing, to) is True


def test_closed_reports_stay_closed():
    assert {before for before, _ in STEPS} == set(OPEN)
    assert set(State) - set(OPEN) == {State.CONFIRMED, State.DECLINED}


@pytest.mark.parametrize(
    ("pair", "missing"),
    [
        ((State.TAKEN, State.NEW), {"actor": BEN}),
        ((State.TAKEN, State.DECLINED), {"actor": BEN}),
        ((State.TAKEN, State.DECLINED), {"reason": "  "}),
        ((State.TAKEN, State.CONFIRMED), {"actor": BEN}),
        ((State.TAKEN, State.CONFIRMED), {"field": "phone"}),
        ((State.TAKEN, State.CONFIRMED), {"field": "website"}),
        ((State.TAKEN, State.CONFIRMED), {"field": "closed"}),
        ((State.TAKEN, State.CONFIRMED), {"field": "address"}),
        ((State.TAKEN, State.WAITING_FOR_SECOND), {"field": "takes_cover_medicaid"}),
        ((State.TAKEN, State.WAITING_FOR_SECOND), {"has_called_old_number": False}),
        ((State.TAKEN, State.WAITING_FOR_SECOND), {"actor": BEN}),
        ((State.WAITING_FOR_SECOND, State.CONFIRMED), {"actor": ANNA}),
        ((State.WAITING_FOR_SECOND, State.CONFIRMED), {"at": AT - timedelta(seconds=1)}),
        ((State.WAITING_FOR_SECOND, State.CONFIRMED), {"waits_until": None}),
        ((State.WAITING_FOR_SECOND, State.DECLINED), {"actor": ANNA}),
        ((State.WAITING_FOR_SECOND, State.DECLINED), {"reason": ""}),
    ],
)
def test_each_guard_alone_refuses(pair, missing):
    assert is_refused(replace(READY[pair], **missing), pair[1]) is True


def test_colleague_may_free_an_overdue_report():
    held = replace(READY[State.TAKEN, State.NEW], actor=BEN, due_on=date(2026, 11, 22))

    assert is_refused(held, State.NEW) is False
    assert is_refused(replace(held, due_on=date(2026, 11, 23)), State.NEW) is True


def test_phone_website_address_hours_and_closure_need_two_people():
    assert {"phone", "intake", "website", "address", "hours", "closed"} == TWO_PEOPLE
    assert set(FIELDS) >= TWO_PEOPLE
    assert timedelta(hours=24) == WAIT
    assert len(COVER_FIELDS) == 7


def test_every_kind_has_a_due_date_and_every_need_a_refusal():
    assert set(DUE) == set(Kind)
    assert set(REFUSALS) == set(Requires)
    assert all(due.suggests in ("", *FIELDS) for due in DUE.values())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.SAFETY, date(2026, 11, 24)),
        (Kind.WRONG_NUMBER, date(2026, 11, 26)),
        (Kind.CLOSED, date(2026, 11, 30)),
        (Kind.MOVED, date(2026, 11, 30)),
        (Kind.OTHER, date(2026, 12, 11)),
    ],
)
def test_due_date_of_each_kind(kind, expected):
    assert due_on(kind, day=date(2026, 11, 23)) == expected


@given(st.sampled_from(Kind), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_due_date_lies_ahead_and_working_days_end_on_one(kind, day):
    due = due_on(kind, day=day)

    assert due > day
    assert not DUE[kind].only_working_days or due.weekday() < 5
