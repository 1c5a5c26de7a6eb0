import pytest

from handrail.directory.domain.checked_values import FactRefused, checked_value, is_toll_free


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("phone", " 217-555-0101  x12 ", "217-555-0101 x12"),
        ("website", "https://clinic.example/help", "https://clinic.example/help"),
        ("address", "12 New  Street", "12 New Street"),
        ("closed", "Yes", "yes"),
        ("takes_cover_medicaid", "sí", "yes"),
        ("gives_methadone", "no", "no"),
        ("", "whatever was typed", ""),
    ],
)
def test_value_is_kept_as_it_can_be_used(field, text, kept):
    assert checked_value(field, text) == kept


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("phone", "call them"),
        ("phone", "555-0101"),
        ("phone", "(999) 999-9999"),
        ("website", "javascript:alert(1)"),
        ("website", "clinic.example"),
        ("website", "https://clinic.example/ x"),
        ("closed", "perhaps"),
        ("address", "  "),
        ("address", "x" * 256),
        ("name", "Another name"),
    ],
)
def test_value_that_cannot_be_used_is_refused(field, text):
    with pytest.raises(FactRefused):
        checked_value(field, text)


def test_toll_free_numbers_are_known():
    assert (is_toll_free("8005550101"), is_toll_free("2175550101")) == (True, False)
