"""Whatever table is published, an attacker who solves all its equations learns no small number.

The attacker shares no code with the product: of it these tests use only what publishes and what takes the numbers in.
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handrail.privacy.domain.counted_tables import list_of, table_of
from handrail.privacy.domain.linked_tables import columns_of_year, publish_beside, shared_columns
from handrail.privacy.domain.published_tables import publish
from privacy.table_attacker import Attacker

SMALL = range(11)
WIDTH = 11

# Small and large ones often, and what lies at the threshold.
COUNTS = st.one_of(st.integers(0, 12), st.sampled_from([0, 1, 10, 11, 21, 22]), st.integers(0, 60))


def labels(kind, count):
    return [f"{kind} {number}" for number in range(count)]


@st.composite
def cells(draw, rows=4, columns=4, with_impossible=True):
    tall = labels("row", draw(st.integers(1, rows)))
    wide = labels("column", draw(st.integers(1, columns)))
    counts = {(row, column): draw(COUNTS) for row in tall for column in wide}
    if not with_impossible:
        return counts
    left_out = draw(st.sets(st.sampled_from(sorted(counts)), max_size=len(counts) - 1))
    return {cell: count for cell, count in counts.items() if cell not in left_out}


def is_hidden(shown):
    return not isinstance(shown, int)


def attacker_of(published):
    attacker = Attacker(is_hidden=is_hidden)
    attacker.sees_table("table", published.rows, published.columns, published.at)
    return attacker


def too_narrow(bounds):
    return {
        name: (least, most)
        for name, (least, most) in bounds.items()
        if most is not None and most - least < WIDTH
    }  # fmt: skip


def small_ones_shown(published, possible):
    return [cell for cell in possible if published.shown[cell] in SMALL]


@settings(max_examples=300, deadline=None)
@given(cells())
@example({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30})
@example({("a", "x"): 0, ("a", "y"): 40})
@example({("a", "x"): 5})
@example({("a", "x"): 11, ("b", "y"): 0})
def test_no_cell_of_any_table_is_worked_out(counts):
    published = publish(table_of(counts))

    bounds = attacker_of(published).bounds()

    assert small_ones_shown(published, published.shown) == []
    assert too_narrow(bounds) == {}


@settings(max_examples=200, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_no_number_of_any_list_is_worked_out(counts):
    published = publish(list_of(dict(zip(labels("column", len(counts)), counts, strict=True))))

    bounds = attacker_of(published).bounds()

    assert small_ones_shown(published, published.shown) == []
    assert too_narrow(bounds) == {}


@settings(max_examples=150, deadline=None)
@given(cells(with_impossible=False))
def test_the_whole_of_a_total_is_told_of_nobody(counts):
    table = table_of(counts)
    published = publish(table)

    told = [
        part
        for (row, column), count in counts.items()
        for part, others in (
            ((row, column), [other for other in counts if other[0] == row]),
            ((row, column), [other for other in counts if other[1] == column]),
        )
        if len(others) > 1 and sum(counts[other] for other in others) == count and published.shown[part] == count
    ]

    assert told == []


@st.composite
def one_population(draw):
    """The same people counted twice under the same columns: by one trait and by another."""
    first, second, wide = labels("row", 3), labels("line", 2), labels("column", 4)
    most = {column: draw(st.sampled_from([1, 3, 15, 40])) for column in wide}  # so that some columns must be hidden
    people = {
        (row, line, column): draw(st.integers(0, most[column])) for row in first for line in second for column in wide
    }
    return (
        {(row, column): sum(people[row, line, column] for line in second) for row in first for column in wide},
        {(line, column): sum(people[row, line, column] for row in first) for line in second for column in wide},
    )


def totals_of(counts):
    totals = {}
    for (_, column), count in counts.items():
        totals[column] = totals.get(column, 0) + count
    return totals


def sees_both(attacker, shared, tables, *, period=""):
    """All equations of the fixed columns: "all else" is the sum of hidden columns, in each table and in the totals."""
    name = lambda column: ("totals", period, column)  # noqa: E731
    for number, table in enumerate(tables):
        attacker.sees_table((period, number), table.rows, table.columns, table.at, column_total=name)
        if shared.merged:
            for row in table.rows:
                parts = [((period, number), row, column) for column in shared.merged]
                for part in parts:
                    attacker.sees(part, None)
                attacker.knows_sum(((period, number), row, "all_else"), parts)
            for column in shared.merged:
                attacker.sees(name(column), None)
                attacker.knows_sum(name(column), [((period, number), row, column) for row in table.rows])


# Each is safe by itself, and one hides a total that the other shows.
BY_SOURCE = {("a", "x"): 12, ("a", "y"): 12, ("a", "z"): 30, ("b", "x"): 0, ("b", "y"): 3, ("b", "z"): 12}
BY_SOURCE |= {("c", "x"): 0, ("c", "y"): 0, ("c", "z"): 3}
BY_TOWN = {("d", "x"): 6, ("d", "y"): 7, ("d", "z"): 22, ("e", "x"): 6, ("e", "y"): 8, ("e", "z"): 23}


def test_two_tables_of_the_same_people_published_apart_do_betray_each_other():
    attacker = Attacker(is_hidden=is_hidden)

    for number, counts in enumerate((BY_SOURCE, BY_TOWN)):
        table = publish(table_of(counts))
        attacker.sees_table(number, table.rows, table.columns, table.at, column_total=lambda column: ("totals", column))

    assert too_narrow(attacker.bounds()) == {(0, "b", "y"): (0, 3), (0, "c", "y"): (0, 3)}


@settings(max_examples=40, deadline=None)
@given(one_population())
@example((BY_SOURCE, BY_TOWN))
def test_two_tables_of_the_same_people_do_not_betray_each_other(tables):
    shared = shared_columns(totals_of(tables[0]))
    published = [publish_beside(shared, counts) for counts in tables]

    attacker = Attacker(is_hidden=is_hidden)
    sees_both(attacker, shared, published)

    assert too_narrow(attacker.bounds()) == {}
    assert [small_ones_shown(table, table.shown) for table in published] == [[], []]


@settings(max_examples=15, deadline=None)
@given(st.lists(one_population(), min_size=4, max_size=4))
def test_a_year_beside_its_quarters_betrays_none_of_them(quarters):
    """Quarters by one trait, the year by another, its totals added up from the quarters."""
    shared = [shared_columns(totals_of(by_row)) for by_row, _ in quarters]
    year = columns_of_year(shared)
    by_line = {cell: sum(quarter[1][cell] for quarter in quarters) for cell in quarters[0][1]}

    attacker = Attacker(is_hidden=is_hidden)
    for number, (by_row, _) in enumerate(quarters):
        sees_both(attacker, shared[number], [publish_beside(shared[number], by_row)], period=str(number))
    sees_both(attacker, year, [publish_beside(year, by_line)], period="year")
    for column in labels("column", 4):
        parts = [("totals", str(number), column) for number in range(4)]
        if all(name in attacker.known or name in attacker.unknown for name in [*parts, ("totals", "year", column)]):
            attacker.knows_sum(("totals", "year", column), parts)

    assert too_narrow(attacker.bounds()) == {}


def test_the_attacker_finds_what_is_hidden_by_itself_alone():
    attacker = Attacker(is_hidden=is_hidden)
    shown = {("a", "x"): None, ("a", "y"): 40, ("a", None): 43, ("b", "x"): 20, ("b", "y"): 30, ("b", None): 50}
    shown |= {(None, "x"): 23, (None, "y"): 70, (None, None): 93}

    attacker.sees_table("table", ["a", "b"], ["x", "y"], lambda row, column: shown[row, column])

    assert attacker.bounds() == {("table", "a", "x"): (3, 3)}


def test_the_attacker_finds_bounds_over_a_way_around():
    attacker = Attacker(is_hidden=is_hidden)
    totals = {("a", None): 8, ("b", None): 30, (None, "x"): 18, (None, "y"): 20, (None, None): 38}

    attacker.sees_table("table", ["a", "b"], ["x", "y"], lambda row, column: totals.get((row, column)))

    assert attacker.bounds() == {
        ("table", "a", "x"): (0, 8),
        ("table", "a", "y"): (0, 8),
        ("table", "b", "x"): (10, 18),
        ("table", "b", "y"): (12, 20),
    }


@pytest.mark.parametrize("hides_total", [False, True])
def test_the_attacker_sees_that_a_hidden_total_has_no_end(hides_total):
    attacker = Attacker(is_hidden=is_hidden)
    shown = {"x": None, "y": None, None: None if hides_total else 30}

    attacker.sees_table("list", [], ["x", "y"], lambda row, column: shown[column])

    assert attacker.bounds()["list", None, "x"] == (0, None if hides_total else 30)
