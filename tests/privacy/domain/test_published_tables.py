import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.privacy.domain.counted_tables import ALL, TOTAL, list_of, table_of
from handrail.privacy.domain.published_tables import TableRefused, check_safe, publish
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.privacy.domain.ways_around import streets_of


def hidden_in(published):
    return {cell for cell, shown in published.shown.items() if shown is SUPPRESSED}


def test_table_without_small_numbers_is_published_whole():
    table = table_of({("a", "x"): 11, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30})

    published = publish(table)

    assert published.shown == table.counts


def test_one_small_cell_takes_three_others_with_it():
    table = table_of({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30})

    published = publish(table)

    assert hidden_in(published) == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}
    assert published.at(TOTAL, TOTAL) == 93


def test_the_cheapest_cover_is_taken():
    line = list_of({"x": 3, "y": 50, "z": 20, "w": 90})

    published = publish(line)

    assert hidden_in(published) == {(TOTAL, "x"), (TOTAL, "z")}


@pytest.mark.parametrize(("small", "partner"), [((3, 4), {"z"}), ((5, 6), set())])
def test_small_ones_cover_each_other_only_when_their_sum_is_not_small(small, partner):
    line = list_of({"x": small[0], "y": small[1], "z": 50, "w": 90})

    published = publish(line)

    assert hidden_in(published) == {(TOTAL, column) for column in {"x", "y", *partner}}


def test_zero_is_hidden():
    published = publish(list_of({"x": 0, "y": 50, "z": 20}))

    assert hidden_in(published) == {(TOTAL, "x"), (TOTAL, "z")}


def test_all_is_hidden_where_another_cell_was_possible():
    published = publish(table_of({("a", "x"): 40, ("a", "y"): 0, ("b", "x"): 30, ("b", "y"): 60}))

    assert {("a", "x"), ("a", "y")} <= hidden_in(published)


def test_what_cannot_be_is_no_secret():
    published = publish(table_of({("a", "x"): 40, ("b", "x"): 30, ("b", "y"): 60}))

    assert hidden_in(published) == set()
    assert published.at("a", "y") == 0


def test_fewer_than_eleven_people_are_no_table():
    published = publish(table_of({("a", "x"): 4, ("a", "y"): 0, ("b", "x"): 3, ("b", "y"): 2}))

    assert set(published.shown.values()) == {SUPPRESSED}


def test_totals_that_are_public_stay_shown():
    table = table_of({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 0})
    keep = {(TOTAL, "x"), (TOTAL, "y"), ALL}

    published = publish(table, keep=keep)

    assert {cell: published.shown[cell] for cell in keep} == {(TOTAL, "x"): 23, (TOTAL, "y"): 40, ALL: 63}


def test_small_total_cannot_stay_shown():
    table = list_of({"x": 3, "y": 4})

    with pytest.raises(TableRefused, match="under 11 cannot stay"):
        publish(table, keep=[ALL])


def test_totals_from_which_a_small_number_follows_are_refused():
    table = table_of({("a", "x"): 3, ("a", "y"): 40, ("b", "y"): 30})
    keep = [("a", TOTAL), (TOTAL, "y"), ("b", TOTAL), ALL]

    with pytest.raises(TableRefused, match="follows"):
        publish(table, keep=keep)


def test_a_table_that_is_not_safe_is_never_let_out():
    table = list_of({"x": 3, "y": 50})

    with pytest.raises(TableRefused, match="can be worked out"):
        check_safe(streets_of(table), {(TOTAL, "x")})


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=4))
def test_what_is_shown_is_true_and_the_same_each_time(lines):
    table = table_of(
        {(f"row {row}", f"column {at}"): count for row, line in enumerate(lines) for at, count in enumerate(line)}
    )

    first, second = publish(table), publish(table)

    assert first == second
    assert {cell: shown for cell, shown in first.shown.items() if shown is not SUPPRESSED} == {
        cell: count for cell, count in table.counts.items() if cell not in hidden_in(first)
    }
