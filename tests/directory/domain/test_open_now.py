"""Each row of the table in `open_now.py`, and what must not open a place."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.observations import Call, NewPatients, RightNumber
from handrail.directory.domain.open_now import SHELF_LIFE, open_until

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def heard(hours_ago: float, patients=NewPatients.YES, days=0, **more) -> Call:
    facts = {"answered": True, "right_number": RightNumber.YES, **more}
    return Call(at=AT - hours_ago * HOUR, new_patients=patients, days_to_first_dose=days, **facts)


UNANSWERED = Call(at=AT - HOUR, answered=False)
NOTHING_SAID = Call(at=AT - HOUR, answered=True, right_number=RightNumber.YES)
WRONG_NUMBER = Call(at=AT - HOUR, answered=True, right_number=RightNumber.NO)
OUT_OF_SERVICE = Call(at=AT - HOUR, answered=False, right_number=RightNumber.NO)
NEITHER = {"methadone": "not", "buprenorphine": "not"}

TABLE = [
    ([heard(3)], True),
    ([heard(3, right_number=RightNumber.UNKNOWN)], True),
    ([heard(3, medicines=NEITHER)], False),
    ([heard(3, medicines={"methadone": "not"})], True),
    ([heard(3, days=1)], False),
    ([heard(3, days=None)], False),
    ([heard(3, patients=NewPatients.NO)], False),
    ([heard(3, patients=NewPatients.WAITING_LIST)], False),
    ([heard(3), WRONG_NUMBER], False),
    ([heard(3), OUT_OF_SERVICE], False),
    ([heard(3), UNANSWERED], True),
    ([heard(3), NOTHING_SAID], True),
    ([heard(3), heard(1, patients=NewPatients.NO, days=None)], False),
    ([heard(3, patients=NewPatients.NO), heard(1)], True),
    ([heard(24)], False),
    ([heard(23.9)], True),
    ([], False),
]


@pytest.mark.parametrize(("calls", "is_open"), TABLE)
def test_table(calls, is_open):
    assert (open_until(calls, at=AT) is not None) is is_open


def test_place_is_open_until_a_day_after_the_call_that_said_so():
    assert open_until([heard(3), UNANSWERED], at=AT) == AT - 3 * HOUR + SHELF_LIFE


def test_call_of_the_future_opens_nothing_yet():
    assert open_until([heard(-1)], at=AT) is None


@given(st.permutations([heard(5), heard(3, patients=NewPatients.NO), heard(1), UNANSWERED]))
def test_order_of_calls_does_not_matter(calls):
    assert open_until(calls, at=AT) == AT - HOUR + SHELF_LIFE
