"""Why a claim waits, and what readers have of it."""

import pytest

from handrail.learn.domain.waiting_claims import Waits, why_it_waits


@pytest.mark.parametrize(
    ("is_taken_back", "is_read", "is_rewritten", "why"),
    [
        (True, False, True, Waits.TAKEN_BACK),
        (False, False, True, Waits.NEW),
        (False, False, False, Waits.NEW),
        (False, True, True, Waits.CHANGED),
        (False, True, False, Waits.DOUBTED),
    ],
)
def test_why_a_claim_waits(is_taken_back, is_read, is_rewritten, why):
    assert why_it_waits(is_taken_back=is_taken_back, is_read=is_read, is_rewritten=is_rewritten) == why
