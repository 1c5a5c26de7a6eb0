"""Respelled, it is still the same place."""

import pytest

from handrail.directory.domain.identity import address_key, name_key, phone_key, street_and_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("100 North 5th Street", "Suite 2"), ("100 N. Fifth St., #2", "")),
        (("1 Veterans Drive", "Unit 116A4"), ("1 VETERANS DR Unit 116A4", "")),
        (("12 Saint Johns Avenue", ""), ("12 St. John's Ave", "")),
        (("200 Northeast Highway 9", "2nd Floor"), ("200 NE Hwy 9 Floor 2nd", "")),
        (("5 Calle Peñón", ""), ("5 calle Penon", "")),
    ],
)
def test_one_street_written_in_two_ways_has_one_key(one, other):
    assert street_and_unit(*one) == street_and_unit(*other)


@pytest.mark.parametrize("other", ["2 Main Street", "1 Main Avenue", "1 Maine Street", "1 North Main Street"])
def test_neighboring_streets_have_different_keys(other):
    assert street_and_unit("1 Main Street") != street_and_unit(other)


def test_names_lose_legal_forms_but_never_everything():
    assert name_key("The Harbor & Co., Inc.") == name_key("Harbor and") == "harbor and"
    assert name_key("The Company LLC") == "the company llc"
    assert name_key("مركز") == "مركز"


def test_phones_are_dialed():
    assert phone_key("(888) PAR-NEXT") == phone_key("1-888-727-6398") == "8887276398"
    assert phone_key("205-216-0200 x123") == phone_key("205-216-0200") == "2052160200"
    assert phone_key("") == ""


def test_address_key_is_empty_without_a_street():
    assert address_key("- - -", "", "62701") == ""
    assert address_key("1 Main St", "Suite 4", "62701") == "1 main st|62701"
