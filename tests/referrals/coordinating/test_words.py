"""How much is left on a clock, as people say it; and words for whatever two accounts need a human."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.referrals.coordinating.words import ACCOUNTS, clock_words
from handrail.referrals.domain.closing import Account, needs_human
from handrail.referrals.receiving.inbox_lines import left_words

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=6), "6\u00a0h\u00a0left"),
        (timedelta(hours=6, minutes=5), "6\u00a0h\u00a05\u00a0min\u00a0left"),
        (timedelta(hours=-6), "6\u00a0h\u00a0late"),
        (timedelta(hours=-6, minutes=-5), "6\u00a0h\u00a05\u00a0min\u00a0late"),
    ],
)
def test_full_hours_have_no_minutes_and_stand_in_one_line(ahead, said):
    assert clock_words(NOON + ahead, at=NOON, language="en") == said


def test_full_hours_have_no_minutes_in_the_inbox():
    left = [
        left_words(NOON + each, at=NOON, zone="UTC", language="en")
        for each in (timedelta(hours=6), timedelta(hours=6, minutes=5))
    ]

    assert left == ["6\u00a0h\u00a0left", "6\u00a0h\u00a05\u00a0min\u00a0left"]


def test_words_stand_for_whatever_two_accounts_need_a_human():
    pairs = [(program, person) for program in (None, *Account) for person in (None, *Account)]

    assert set(ACCOUNTS) == {pair for pair in pairs if needs_human(*pair)}
