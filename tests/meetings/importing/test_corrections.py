"""Of thousands of corrections the few that somebody should look at stand first."""

import pytest

from handrail.meetings.importing.corrections import Kind, kept_kinds, kind_of, kinds_kept, kinds_of, told_kinds


def corrected(row, field, was, read_as):
    return {"row": row, "field": field, "was": was, "read_as": read_as}


@pytest.mark.parametrize(
    ("was", "read_as", "kind"),
    [
        ('"39.87", "-75.1"', "39.87, -75.1", Kind.NOTATION),
        ('"39.9480323", "-75.61085709999999"', "39.9480323, -75.6108571", Kind.NOTATION),
        ("7:30 PM", "19:30", Kind.NOTATION),
        ("19:30:00", "19:30", Kind.NOTATION),
        ('["O","C"]', "O, C", Kind.NOTATION),
        ("24:00:00", "00:00 on the next day", Kind.OTHERWISE),
        ("17:30 to 16:30", "60 minutes", Kind.OTHERWISE),
        ("39.87", "39.78", Kind.OTHERWISE),
        ("call John", "left out", Kind.LEFT_OUT),
        ("call John", "", Kind.LEFT_OUT),
        ("", "Meeting in Camden", Kind.ADDED),
    ],
)
def test_kind_tells_a_change_from_another_way_to_write_the_same(was, read_as, kind):
    assert kind_of(was, read_as) == kind


def test_rarest_stand_first_and_notation_is_one_line_at_the_end():
    many = [corrected(row, "coordinates", f'"39.{row}"', f"39.{row}") for row in range(1, 2001)]
    some = [corrected(row, "timezone", "Eastern", "America/New_York") for row in range(1, 8)]
    few = [corrected(40, "end_time", "17:30 to 16:30", "60 minutes"), corrected(9, "day", '"1"', "1")]
    few += [corrected(row, "conference_phone", "ask", "left out") for row in (3, 5)]

    lines = told_kinds(kinds_of([*many, *some, *few]))

    assert lines == [
        "end_time, read otherwise, 1: row 40: 17:30 to 16:30 -> 60 minutes",
        "conference_phone, left out, 2: row 3: ask -> left out; row 5: ask -> left out",
        "timezone, read otherwise, 7: such as row 1: Eastern -> America/New_York",
        'only notation, nothing to correct: day 1, coordinates 2,000, such as "1" -> 1',
    ]


def test_what_a_source_keeps_is_told_alike():
    corrections = [corrected(row, "name", "a", "b") for row in range(9)]

    kept = kept_kinds(corrections)

    assert told_kinds(kinds_kept({"kinds_of_corrections": kept})) == told_kinds(kinds_of(corrections))
    assert kinds_kept({}) == []
