import pytest

from handrail.privacy.domain.counted_tables import TOTAL
from handrail.privacy.domain.linked_tables import (
    ALL_ELSE,
    SharedColumns,
    TablesRefused,
    columns_of_year,
    publish_beside,
    shared_columns,
    shown_together,
)
from handrail.privacy.domain.small_numbers import SUPPRESSED

TOTALS = {"came": 60, "lost": 4, "open": 15, "no": 30}


def test_hidden_columns_are_one_column_in_every_table():
    shared = shared_columns(TOTALS)

    assert shared == SharedColumns({"came": 60, "no": 30}, ("lost", "open"), 109)
    assert shared.shown == {"came": 60, "no": 30, ALL_ELSE: 19}


def test_fewer_than_eleven_people_have_no_columns():
    shared = shared_columns({"came": 6, "lost": 4})

    table = publish_beside(shared, {("a", "came"): 6, ("a", "lost"): 4})

    assert (shared.own, shared.people, shared.shown) == ({}, SUPPRESSED, {})
    assert set(table.shown.values()) == {SUPPRESSED}


@pytest.mark.parametrize(
    ("wanted", "columns", "is_whole"),
    [
        (["came"], ["came"], True),
        (["came", "lost"], ["came"], False),
        (["lost", "open"], [ALL_ELSE], True),
        (["lost"], [], False),
        (["no", "open", "lost"], ["no", ALL_ELSE], True),
    ],
)
def test_a_sum_of_columns_uses_those_that_hold_nobody_else(wanted, columns, is_whole):
    shared = shared_columns(TOTALS)

    answers = shared.within(wanted), shared.has_all(wanted)

    assert answers == (columns, is_whole)


def test_tables_beside_each_other_show_the_same_totals():
    shared = shared_columns(TOTALS)
    by_source = {("a", "came"): 35, ("a", "lost"): 4, ("a", "open"): 10, ("a", "no"): 15}
    by_source |= {("b", "came"): 25, ("b", "lost"): 0, ("b", "open"): 5, ("b", "no"): 15}

    table = publish_beside(shared, by_source)

    assert {column: table.at(TOTAL, column) for column in table.columns} == {"came": 60, ALL_ELSE: 19, "no": 30}
    assert table.at("b", ALL_ELSE) is SUPPRESSED


def test_a_table_of_other_people_is_refused():
    shared = shared_columns(TOTALS)

    with pytest.raises(TablesRefused, match="does not add up"):
        publish_beside(shared, {("a", column): count + 1 for column, count in TOTALS.items()})


def test_a_year_is_added_up_from_what_its_quarters_showed():
    others = shared_columns({"came": 12, "lost": 30, "open": 5, "no": 30})

    year = columns_of_year([shared_columns(TOTALS), others])

    assert year == SharedColumns({"no": 60}, ("came", "lost", "open"), 186)


def test_one_hidden_quarter_hides_the_year():
    hidden = shared_columns({"came": 1, "lost": 0, "open": 0, "no": 0})

    year = columns_of_year([shared_columns(TOTALS), hidden])

    assert (year.own, year.people) == ({}, SUPPRESSED)


def test_columns_that_are_shown_together_keep_the_people_and_hide_their_parts():
    shared = shared_columns({"arrived": 40, "declined": 30, "lost": 25, "no_show": 3, "open": 14})

    fewer = shown_together(shared, ["lost", "declined"])

    assert set(fewer.own) == set(shared.own) - {"lost", "declined"}
    assert (fewer.people, sum(fewer.shown.values())) == (shared.people, 112)
