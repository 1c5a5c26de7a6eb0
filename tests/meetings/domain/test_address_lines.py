import pytest

from handrail.meetings.domain.address_lines import LONGEST_ADDRESS, address_line

NOTHING = {"street": "", "city": "", "state": "", "postal_code": "", "country": ""}


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"city": "Chicago", "postal_code": "60641"}, "Chicago, 60641"),
        ({"street": "1 A St", "city": "Chicago", "state": "IL", "country": "USA"}, "1 A St, Chicago, IL, USA"),
        ({}, ""),
    ],
)
def test_address_line_leaves_out_what_is_not_told(told, line):
    assert address_line(**(NOTHING | told)) == line


def test_address_line_is_bounded_and_ends_with_a_word():
    line = address_line(**(NOTHING | {"street": "x" * (LONGEST_ADDRESS - 1), "city": "Chicago"}))

    assert line == "x" * (LONGEST_ADDRESS - 1)
