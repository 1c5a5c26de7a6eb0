"""The vectors of RFC 6238, appendix B (SHA-1), and what must not open anything."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.accounts.domain.totp import code_at_step, matched_step, plain_code, step_at

SECRET = b"12345678901234567890"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_code_is_that_of_the_standard(seconds, code):
    assert code_at_step(SECRET, seconds // 30) == code


@pytest.mark.parametrize(("apart", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_is_taken_half_a_minute_early_or_late(apart, is_taken):
    code = code_at_step(SECRET, step_at(NOON) + apart)

    assert (matched_step(SECRET, code, at=NOON, last_step=0) is not None) is is_taken


@pytest.mark.asvs("V6.5.1")
def test_code_counts_once_and_an_earlier_one_never_again():
    now = step_at(NOON)

    again = matched_step(SECRET, code_at_step(SECRET, now), at=NOON, last_step=now)
    earlier = matched_step(SECRET, code_at_step(SECRET, now - 1), at=NOON, last_step=now)
    later = matched_step(SECRET, code_at_step(SECRET, now + 1), at=NOON, last_step=now)

    assert (again, earlier, later) == (None, None, now + 1)


@given(st.integers(1, 100_000))
def test_clock_that_was_set_back_opens_nothing_with_a_seen_code(seconds):
    last = step_at(NOON)
    back = NOON - timedelta(seconds=seconds)

    codes = [code_at_step(SECRET, step_at(back) + apart) for apart in (-1, 0, 1)]

    taken = [matched_step(SECRET, code, at=back, last_step=last) for code in codes]
    assert [step for step in taken if step is not None and step <= last] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("123456", "123456"), (" 123 456 ", "123456"), ("12345", ""), ("1234567", ""), ("abcdef", ""), ("١٢٣٤٥٦", "")],
)
def test_code_as_people_type_it(typed, code):
    assert plain_code(typed) == code
