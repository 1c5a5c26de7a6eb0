import pytest

from handrail.messaging.domain.numbers import ABROAD_WITHIN_1, as_e164, is_country_allowed

AMERICA = frozenset({"1"})


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("312 555 0142", "+13125550142"),
        ("(312) 555-0142", "+13125550142"),
        ("1-312-555-0142", "+13125550142"),
        ("+1 312 555 0142", "+13125550142"),
        ("+52 55 1234 5678", "+525512345678"),
        ("555 0142", None),
        ("+0123456789", None),
        ("+1234567890123456", None),
        ("rosa@example.org", None),
        ("", None),
        ("٣١٢٥٥٥٠١٤٢", None),
    ],
)
def test_number_is_read_as_networks_write_it(written, number):
    assert as_e164(written) == number


@pytest.mark.parametrize(
    ("number", "countries", "allowed"),
    [
        ("+13125550142", {"1"}, True),
        ("+17875550142", {"1"}, True),  # Puerto Rico is home
        ("+18765550142", {"1"}, False),  # Jamaica shares the 1
        ("+525512345678", {"1"}, False),
        ("+525512345678", {"1", "52"}, True),
        ("+13125550142", set(), False),
    ],
)
def test_text_goes_only_to_countries_that_the_operator_named(number, countries, allowed):
    assert is_country_allowed(number, countries=frozenset(countries)) == allowed


def test_dear_numbers_behind_the_1_are_all_refused():
    refused = [code for code in ABROAD_WITHIN_1 if not is_country_allowed(f"+1{code}5550142", countries=AMERICA)]

    assert len(refused) == len(ABROAD_WITHIN_1) == 21
