"""Cells as real files write them."""

import pytest

from handrail.directory.domain import field_values
from handrail.directory.domain.field_values import ValueRefused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60608", "60608"),
        ("6457", "06457"),
        ("802", "00802"),
        ("6457.0", "06457"),
        (" 75211-2416 ", "75211"),
        ("6457-1234", "06457"),
        ("752112416", "75211"),
        ("64571234", "06457"),
    ],
)
def test_zip5_reads_numbers_and_plus_four(text, expected):
    assert field_values.zip5(text) == expected


NO_ZIP = ["", "12", "ABCDE", "606081", "60608-", "60608-12345", "\uff16\uff10\uff16\uff10\uff18", "-6457"]


@pytest.mark.parametrize("text", NO_ZIP)
def test_zip5_refuses_what_is_no_zip(text):
    with pytest.raises(ValueRefused):
        field_values.zip5(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("205-216-0200 x123", "205-216-0200 x123"),
        ("888-PARNEXT", "888-PARNEXT"),
        ("(999) 999-9999", ""),
        ("000-000-0000", ""),
        ("999-555-0100", "999-555-0100"),
        ("", ""),
    ],
)
def test_phone_is_verbatim_and_placeholders_are_empty(text, expected):
    assert field_values.phone(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://", ""),
        ("https:// ", ""),
        ("http://www.example.org", "http://www.example.org"),
        ("www.example.org/a", "www.example.org/a"),
        ("example.org:8080/a", "example.org:8080/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
    ],
)
def test_website_is_a_web_address_or_empty(text, expected):
    assert field_values.website(text) == expected


def test_codes_keep_order_contradictions_and_unknown_codes():
    assert field_values.codes("SA DT * NMOA MU * MU ZZ9 bu") == ("SA", "DT", "NMOA", "MU", "ZZ9", "BU")


def test_filled_keeps_each_real_phone_once():
    assert field_values.filled(["217-555-0100", "", "999-999-9999", "217-555-0100"]) == ("217-555-0100",)
