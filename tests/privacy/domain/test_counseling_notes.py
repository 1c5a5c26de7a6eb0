"""What a counselor reads before writing: each item that 42 CFR 2.11 leaves out of counseling notes is named (S27)."""

import pytest

from handrail.privacy.domain.counseling_notes import WHAT_BELONGS_IN_THE_RECORD, WHAT_THEY_ARE

LEFT_OUT = (
    "medicines", "began and ended", "kinds of treatment", "how often", "tests", "diagnosis", "functioning", "plan",
    "symptoms", "prognosis", "progress",
)  # fmt: skip


@pytest.mark.parametrize("item", LEFT_OUT)
def test_each_item_that_does_not_belong_in_notes_is_named_once(item):
    named = [line for line in WHAT_BELONGS_IN_THE_RECORD if item in line.lower()]

    assert len(named) == 1


def test_definition_is_short_enough_to_be_read():
    lengths = [len(line.split()) for line in (*WHAT_THEY_ARE, *WHAT_BELONGS_IN_THE_RECORD)]

    assert max(lengths) <= 20
