"""The list as a table, for spreadsheets."""

import csv
import io

from handrail.meetings.export.table import COLUMNS, heading, lines
from meetings.export.published_samples import published


def test_table_has_the_headings_and_words_of_the_table_form():
    meeting = published(weekdays=(0, 2), regions=("Illinois", "Springfield"), formats=("O", "BT"), traits={"open"})

    rows = list(csv.DictReader(io.StringIO(heading() + "".join(lines([meeting])))))

    assert [(row["ID"], row["Day"], row["Time"], row["Regions"], row["Types"]) for row in rows] == [
        ("example000007", "Sunday, Tuesday", "19:30", "Illinois > Springfield", "O, BT")
    ]
    assert list(rows[0]) == list(COLUMNS.values())


def test_cells_that_a_spreadsheet_would_run_are_made_harmless():
    meeting = published(name="=HYPERLINK(1)", notes="@SUM(1)", place="+1", group="-1", longitude=-89.65)

    row = next(csv.DictReader(io.StringIO(heading() + "".join(lines([meeting])))))

    assert [row[name] for name in ("Name", "Notes", "Location", "Group", "Longitude")] == [
        "'=HYPERLINK(1)", "'@SUM(1)", "'+1", "'-1", "-89.65",
    ]  # fmt: skip
