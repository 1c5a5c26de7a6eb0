from handrail.privacy.domain.counted_tables import table_of
from handrail.privacy.domain.ways_around import most_around, streets_of

TABLE = table_of({("a", "x"): 3, ("a", "y"): 5, ("b", "x"): 15, ("b", "y"): 15})


def room_of(cell, hidden):
    streets = streets_of(TABLE)
    closed = [streets[each] for each in hidden]
    return tuple(most_around(streets[cell], closed, up=up, most=1000)[0] for up in (True, False))


def test_a_cell_on_no_way_around_is_fixed():
    room = room_of(("a", "x"), [("a", "x"), ("a", "y"), ("b", "x")])

    assert room == (0, 0)


def test_four_corners_give_the_bounds_of_a_cell():
    room = room_of(("a", "x"), [(row, column) for row in "ab" for column in "xy"])

    assert room == (5, 3)  # from 0 to 8, the sum of its row


def test_totals_lead_back():
    room = room_of(("a", "x"), [("a", "x"), ("a", "y"), ("b", "x"), (None, "x"), (None, "y")])

    assert room == (5, 3)


def test_where_the_sum_of_all_is_hidden_there_is_no_end():
    room = room_of(("a", "x"), TABLE.counts)

    assert room == (1000, 3)
