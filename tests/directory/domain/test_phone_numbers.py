import pytest

from handrail.directory.domain.phone_numbers import PhoneNumber, dial_address, read_phone


@pytest.mark.parametrize(
    ("text", "shown", "href", "extension"),
    [
        ("217-555-0123", "217-555-0123", "tel:+12175550123", ""),
        ("217-555-0123 x123", "217-555-0123 x123", "tel:+12175550123;ext=123", "123"),
        ("(217) 555-0123, ext. 4", "(217) 555-0123, ext. 4", "tel:+12175550123;ext=4", "4"),
        ("1-217-555-0123", "1-217-555-0123", "tel:+12175550123", ""),
        ("217-555-01HP", "217-555-01HP", "tel:+12175550147", ""),
        ("800-EXAMPLE", "800-EXAMPLE", "tel:+18003926753", ""),
        ("800-555-0199 (0199)", "800-555-0199 (0199)", "tel:+18005550199", ""),
        ("call us", "call us", "", ""),
        ("555-0123", "555-0123", "", ""),
    ],
)
def test_a_phone_is_shown_verbatim_and_dialed_as_digits(text, shown, href, extension):
    assert read_phone(text) == PhoneNumber(shown, href, extension)


@pytest.mark.parametrize("text", ["", "  ", "(999) 999-9999", "000-000-0000"])
def test_a_blank_or_placeholder_is_no_phone(text):
    assert read_phone(text) is None


def test_palau_micronesia_and_the_marshalls_have_country_codes_of_their_own():
    assert [read_phone("691-555-0123", state=state).href for state in ("FM", "IL")] == [
        "tel:+6915550123",
        "tel:+16915550123",
    ]


@pytest.mark.parametrize(
    ("text", "state", "dialed"),
    [("617-555-0155 x207", "MA", "tel:+16175550155;ext=207"), ("at the door", "MA", ""), ("", "", "")],
)
def test_number_as_written_can_be_dialed_or_is_none(text, state, dialed):
    assert dial_address(text, state=state) == dialed
