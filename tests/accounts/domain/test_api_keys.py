from datetime import timedelta

import pytest

from handrail.accounts.domain.api_keys import (
    CHOICES_OF_DAYS,
    LONGEST_DAYS,
    MOST_LIVE,
    KeyRefused,
    check_new_key,
    has_keys,
    is_live,
)
from handrail.accounts.domain.roles import Kind

RIGHT = {"is_lead": True, "label": "Bed board", "days": 90, "live": 0}
DAY = timedelta(days=1)


def test_key_that_is_right_is_made():
    assert [check_new_key(**RIGHT | {"days": days}) for days in CHOICES_OF_DAYS] == [None] * 4
    assert max(CHOICES_OF_DAYS) == LONGEST_DAYS == 365


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"is_lead": False}, "Only a lead"),
        ({"label": ""}, "which system"),
        ({"days": 0}, "how long"),
        ({"days": 366}, "how long"),
        ({"live": MOST_LIVE}, "enough keys"),
    ],
)
def test_wrong_key_is_refused_with_its_reason(wrong, words):
    with pytest.raises(KeyRefused, match=words):
        check_new_key(**RIGHT | wrong)


def test_key_lives_from_its_making_until_its_day_or_its_end(at):
    facts = {"made_at": at, "days": 30, "revoked_at": None}

    moments = (at - DAY, at, at + 30 * DAY - timedelta(seconds=1), at + 30 * DAY)

    assert [is_live(**facts, at=moment) for moment in moments] == [False, True, True, False]
    assert is_live(**facts | {"revoked_at": at}, at=at) is False


def test_only_programs_and_clinics_have_keys():
    assert {kind for kind in Kind if has_keys(kind)} == {Kind.PROGRAM, Kind.CLINIC}
