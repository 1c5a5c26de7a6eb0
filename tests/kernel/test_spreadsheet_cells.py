import pytest

from handrail.kernel.spreadsheet_cells import neutral


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_like_a_formula_is_text(start):
    cell = neutral(f"{start}HYPERLINK(0)")

    assert cell == f"'{start}HYPERLINK(0)"


def test_other_text_stays_as_it_is():
    cell = neutral("a=b")

    assert cell == "a=b"
