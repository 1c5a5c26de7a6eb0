import pytest

from handrail.privacy.domain.counted_tables import ALL, CountRefused, PublishedTable, list_of, table_of
from handrail.privacy.domain.small_numbers import SUPPRESSED


def test_table_adds_up_in_both_directions():
    table = table_of({("a", "x"): 3, ("a", "y"): 4, ("b", "x"): 5})

    totals = {cell: table.counts[cell] for cell in table.totals()}

    assert totals == {("a", None): 7, ("b", None): 5, (None, "x"): 8, (None, "y"): 4, ALL: 12}
    assert (table.rows, table.columns) == (("a", "b"), ("x", "y"))


def test_list_has_one_total():
    line = list_of({"x": 3, "y": 4})

    assert (line.rows, line.counts) == ((), {(None, "x"): 3, (None, "y"): 4, ALL: 7})
    assert list(line.totals()) == [ALL]


@pytest.mark.parametrize("cells", [{}, {("a", "x"): -1}])
def test_what_counts_no_people_is_refused(cells):
    with pytest.raises(CountRefused, match="none below zero"):
        table_of(cells)


def test_sums_of_what_is_shown_tell_nothing_new():
    shown = {("a", "x"): 20, ("a", "y"): SUPPRESSED, ("a", "z"): 30, ("a", None): 55}
    table = PublishedTable(("a",), ("x", "y", "z", "impossible"), shown)

    sums = [table.total_of("a", columns) for columns in ("xz", "xy", ["x", "impossible"])]

    assert sums == [50, SUPPRESSED, 20]
    assert table.at_least("a", "xyz") == 50


@pytest.mark.parametrize("cell", [("nobody", "x"), ("a", "nothing")])
def test_a_label_that_is_not_there_is_no_zero(cell):
    table = PublishedTable(("a",), ("x",), {("a", "x"): 20})

    with pytest.raises(KeyError):
        table.at(*cell)
