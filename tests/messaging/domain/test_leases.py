from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.messaging.domain.leases import (
    FIRST_WAIT,
    LEASE,
    LONGEST_SENDING,
    LONGEST_WAIT,
    MOST_AT_ONCE,
    MOST_ATTEMPTS,
    is_due,
    is_over,
    wait_after,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_batch_of_silence_ends_within_its_lease():
    assert MOST_AT_ONCE * LONGEST_SENDING < LEASE


@pytest.mark.parametrize(
    ("later", "over"),
    [
        (timedelta(), False),
        (LEASE - timedelta(seconds=1), False),
        (LEASE, True),
        (-MINUTE, False),  # another node's clock
        (-MINUTE - timedelta(seconds=1), True),  # the clock was moved back
        (timedelta(days=-365), True),
    ],
)
def test_lease_ends_by_the_clock_even_by_one_that_was_moved_back(later, over):
    assert is_over(leased_at=NOON, leased_until=NOON + LEASE, at=NOON + later) == over


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        (timedelta(), True),
        (-MINUTE, True),
        (MINUTE, False),
        (timedelta(hours=25), False),
        (timedelta(hours=25, seconds=1), True),  # no pause is that long
        (timedelta(days=365), True),
    ],
)
def test_pause_ends_by_the_clock_even_by_one_that_was_moved_back(pause, due):
    assert is_due(retry_at=NOON + pause, at=NOON) == due


def test_message_that_never_failed_is_due():
    assert is_due(retry_at=None, at=NOON) is True


@given(attempt=st.integers(1, MOST_ATTEMPTS), message=st.text("abcdefg234567", min_size=13, max_size=13))
def test_wait_is_near_its_doubling_and_the_same_each_time(attempt, message):
    usual = min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)

    wait = wait_after(attempt, message=message)

    assert usual * 0.75 <= wait <= usual * 1.25
    assert wait == wait_after(attempt, message=message)


def test_messages_that_failed_together_come_back_apart():
    waits = {wait_after(5, message=f"message-{number}") for number in range(100)}

    assert len(waits) == 100


def test_attempts_last_longer_than_a_day_without_a_provider():
    shortest = sum((wait_after(attempt, message="m") for attempt in range(1, MOST_ATTEMPTS)), timedelta())

    assert shortest > timedelta(hours=26)
