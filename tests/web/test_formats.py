from datetime import date

import pytest

from handrail.web.formats import format_date, format_miles


@pytest.mark.parametrize(("language", "shown"), [("en", "November 23, 2026"), ("es", "23 de noviembre de 2026")])
def test_date_is_written_out(language, shown):
    assert format_date(date(2026, 11, 23), language) == shown


@pytest.mark.parametrize(
    ("miles", "shown"),
    [
        (0, "less than 1 mile"),
        (0.94, "less than 1 mile"),
        (1.0, "1 mile"),
        (1.04, "1 mile"),
        (1.06, "1.1 miles"),
        (2.0, "2 miles"),
        (9.94, "9.9 miles"),
        (9.96, "10 miles"),
        (123.4, "123 miles"),
        (1234.5, "1,234 miles"),
    ],
)
def test_miles_are_as_exact_as_they_are_known(miles, shown):
    assert format_miles(miles, "en") == shown


def test_miles_in_spanish():
    assert format_miles(2.25, "es") == "2.2 millas"
