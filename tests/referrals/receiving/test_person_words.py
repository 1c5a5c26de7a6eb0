"""How a program may reach somebody: no way means another thing by who sent them."""

import pytest

from handrail.accounts.models import Organization
from handrail.referrals.receiving.person_words import person_lines

WORDS = {"alias": "Rosa", "reach": "receipt", "when": "evening"}


def told(sender, **facts):
    return {label: words for label, words, _ in person_lines(WORDS | facts, {}, sender=sender)}


@pytest.mark.parametrize(
    ("sender", "said"),
    [
        (None, "Not at all: they come back and look here."),
        (Organization(kind="hospital"), "Only through whoever sent them"),
        (Organization(kind="police"), "No way is known"),
        (Organization(kind="custody"), "No way is known"),
    ],
)
def test_who_named_no_way_is_reached_as_whoever_sent_them_said(sender, said):
    assert told(sender)["How to reach them"] == said


def test_safe_time_and_name_are_not_mistaken_for_when_care_is_needed_or_for_a_telephone():
    assert list(told(None, reach="text")) == ["What to call them", "How to reach them", "When it is safe"]


@pytest.mark.parametrize(("reach", "has_time"), [("receipt", False), ("call", True)])
def test_no_time_is_said_to_be_safe_for_who_is_not_to_be_reached(reach, has_time):
    assert ("When it is safe" in told(None, reach=reach)) == has_time
