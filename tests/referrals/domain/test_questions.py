"""Which answers somebody may be picked by, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.referrals.domain.questions import Answer, counts_as, is_for_the_picker, still_holds

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("answer", "until", "expected"),
    [
        (Answer.YES, None, True),
        (Answer.YES, NOON + SECOND, True),
        (Answer.YES, NOON, False),
        (Answer.WAITING_LIST, None, True),
        (Answer.NO, None, False),
        ("", None, False),
    ],
)
def test_a_yes_holds_until_its_time_and_a_list_until_further(answer, until, expected):
    assert still_holds(answer, holds_until=until, at=NOON) is expected


def test_a_yes_that_is_over_waits_neither_for_the_picker_nor_for_the_program():
    over = counts_as(Answer.YES, holds_until=NOON, at=NOON)

    assert [is_for_the_picker([over, ""]), is_for_the_picker([over]), is_for_the_picker([Answer.YES, ""])] == [
        False,
        True,
        True,
    ]
