from datetime import date

import pytest

from handrail.directory.domain.local_help import (
    RowRefused,
    checked_date,
    key_of,
    offers_of,
    plain_text,
    web_address,
    zip_of,
)

TODAY = date(2026, 11, 23)


def test_offers_are_read_in_any_order_and_by_the_words_of_real_lists():
    assert offers_of("HIV testing; Narcan | needle exchange, naloxone") == ("naloxone", "syringes", "hiv_test")


@pytest.mark.parametrize("text", ["", " ; ", "free money", "naloxone; detox"])
def test_offers_that_are_not_known_are_refused_and_never_guessed(text):
    with pytest.raises(RowRefused):
        offers_of(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://help.example/a?b=c", "https://help.example/a?b=c"),
        ("http://help.example", "http://help.example"),
        ("help.example/now", "https://help.example/now"),
        ("", ""),
    ],
)
def test_website_becomes_a_web_address(text, read):
    assert web_address(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)//a.example",
        "data:text/html,hi",
        "https://user:pass@help.example",
        "https://help.example@evil.example",
        "https://help.example:8443",
        "https://localhost",
        "ftp://help.example",
        "//help.example",
        "https://help.example\\@evil.example",
        "https://[::1",
        "https://h\u0435lp.example",
        "=HYPERLINK(1)",
    ],
)
def test_website_with_a_trick_is_refused(text):
    with pytest.raises(RowRefused):
        web_address(text)


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2", "@cmd", "a\x07b", "a\u202eb", "x" * 201])
def test_text_that_a_spreadsheet_would_run_or_nobody_could_read_is_refused(text):
    with pytest.raises(RowRefused):
        plain_text("name", text)


def test_phone_may_begin_with_a_plus():
    assert plain_text("phone", "+1 217 555 0100") == "+1 217 555 0100"


@pytest.mark.parametrize(("text", "read"), [("2118", "02118"), ("62701-1234", "62701"), (" 907 ", "00907")])
def test_zip_gets_its_zeros_back(text, read):
    assert zip_of(text) == read


@pytest.mark.parametrize("text", ["", "62", "627010", "٦٢٧٠١", "abcde", "62701; DROP"])
def test_zip_that_is_none_is_refused(text):
    with pytest.raises(RowRefused):
        zip_of(text)


@pytest.mark.parametrize("text", ["11/23/2026", "2026-13-01", "2027-01-01", "1999-01-01", "yesterday"])
def test_checked_date_that_cannot_be_is_refused(text):
    with pytest.raises(RowRefused):
        checked_date(text, newest=TODAY)


def test_key_sets_case_accents_and_dots_aside():
    assert key_of("Río Center", "1 Elm St.", "62701") == key_of("RIO  center", "1 elm st", "62701")
