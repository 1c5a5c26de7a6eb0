import pytest

from handrail.directory.domain.checked_values import FactRefused, checked_value, is_toll_free


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("phone", " 217-555-0101  x12 ", "217-555-0101 x12"),
        ("intake", "+1 (217) 555.0101, Ext. 7", "217-555-0101 x7"),
        ("phone", "12175550101", "217-555-0101"),
        (
            "address",
            "12345 Highway 20, Suite 100, Springfield, IL 62701-1234",
            "12345 Highway 20, Suite 100, Springfield, IL 62701-1234",
        ),
        ("address", "1 N.W. Oak St. #5", "1 N.W. Oak St. #5"),
        ("website", "https://clinic.example/help", "https://clinic.example/help"),
        ("address", "12 New  Street", "12 New Street"),
        ("hours", "mon-fri  8:00-16:30", "mon-fri 08:00-16:30"),
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
        ("phone", "205-216-0200 or call Golden Rehab 800-555-0199"),
        ("phone", "205-216-0200 / 800-555-0199"),
        ("intake", "Ask for Joe: 205-216-0200"),
        ("address", "Call our helpline (800) 555-0199, http://broker.example"),
        ("address", "1 Oak St, 8 0 0 5 5 5 0 1 9 9"),
        ("address", "1 Oak St, 555_0199"),
        ("address", "1 Oak St, broker.example"),
        ("address", "1 Oak St, help@broker"),
        ("address", "1 Oak St, IL 80055-5019 9"),
        ("website", "javascript:alert(1)"),
        ("website", "clinic.example"),
        ("website", "https://clinic.example/ x"),
        ("closed", "perhaps"),
        ("hours", "every day, call 800-555-0199"),
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
