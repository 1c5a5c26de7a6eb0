"""The words of a consent hold every element, and who may ask for it is a table."""

import pytest

from handrail.accounts.domain.roles import Kind
from handrail.referrals.domain.agreeing import (
    AgreeingRefused,
    Signing,
    check_asking,
    check_evidence,
    lines,
    ways_of,
)
from handrail.referrals.domain.needs import Age
from handrail.referrals.domain.sides import ONE_WAY_KINDS


def test_words_name_each_element_of_the_law():
    sections = " ".join(line.section for line in lines(names_operator=False))

    missing = [number for number in range(1, 10) if f"({number})" not in sections]
    assert missing == []


def test_an_intermediary_is_named_right_after_the_program():
    elements = [line.element for line in lines(names_operator=True)]

    assert elements[elements.index("recipient") + 1] == "operator"
    assert len(elements) == len(lines(names_operator=False)) + 1


@pytest.mark.parametrize("kind", Kind)
def test_only_devices_of_police_and_custody_take_no_yes(kind):
    assert (Signing.ON_SCREEN in ways_of(kind)) == (kind not in ONE_WAY_KINDS)


@pytest.mark.parametrize(
    ("kind", "way", "age"),
    [
        (Kind.POLICE, Signing.ON_SCREEN, Age.ADULT),
        (Kind.CUSTODY, Signing.ON_SCREEN, Age.ADULT),
        (Kind.HOSPITAL, Signing.OWN_PHONE, Age.MINOR),
    ],
)
def test_who_may_not_be_asked_so_is_not_asked(kind, way, age):
    with pytest.raises(AgreeingRefused) as refused:
        check_asking(kind=kind, way=way, age=age)

    assert str(refused.value) != ""


@pytest.mark.parametrize("way", [Signing.ON_SCREEN, Signing.ON_PAPER])
def test_signing_without_evidence_is_refused(way):
    with pytest.raises(AgreeingRefused) as refused:
        check_evidence(way, present="", kept_at="")

    assert str(refused.value).startswith("Say ")


@pytest.mark.parametrize("is_one_way", [False, True])
def test_only_who_gives_care_promises_that_it_goes_on(is_one_way):
    words = [line.words for line in lines(names_operator=False, is_one_way=is_one_way) if line.element == "refusing"]

    assert [("my care here goes on" in each, "I need not agree." in each) for each in words] == [(not is_one_way, True)]
