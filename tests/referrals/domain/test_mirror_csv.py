import csv
import io

import pytest

from handrail.privacy.domain.counted_tables import list_of, table_of
from handrail.privacy.domain.published_tables import publish
from handrail.referrals.domain.mirror import mirror_of, network_columns
from handrail.referrals.domain.mirror_csv import csv_of, csv_of_mirror, csv_of_table
from handrail.referrals.domain.mirror_dimensions import Dimension
from referrals.referrals_of_a_quarter import QUARTER, SETTLED, arrived, many, referral


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_mirror_as_a_file_says_what_is_suppressed():
    facts = [*many(40, arrived), *many(30, referral)]
    shared = network_columns(facts, quarter=QUARTER, today=SETTLED)
    rows = mirror_of(
        facts, dimension=Dimension.LANGUAGE, rows=["en", "es"], period=QUARTER, shared=shared, today=SETTLED
    )

    lines = read(csv_of_mirror(rows))

    assert [line["row"] for line in lines] == ["en", "es", "other", "network"]
    assert (lines[3]["asked"], lines[3]["first_visit"], lines[3]["open"]) == ("70", "40", "suppressed")
    assert (lines[3]["hours_to_first_visit_median"], lines[1]["asked"]) == ("48", "suppressed")


def test_table_as_a_file_has_its_totals():
    table = publish(table_of({("a", "x"): 20, ("a", "y"): 30, ("b", "x"): 40, ("b", "y"): 50}))

    lines = read(csv_of_table(table))

    assert lines[2] == {"row": "network", "x": "60", "y": "80", "all": "140"}


def test_list_as_a_file_is_one_line():
    lines = read(csv_of_table(publish(list_of({"x": 20, "y": 3, "z": 30}))))

    assert lines == [{"row": "network", "x": "suppressed", "y": "suppressed", "z": "30", "all": "53"}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_run_as_a_formula(start):
    text = csv_of(("row", f"{start}name"), [(f"{start}1+1", 20)])

    assert text == f"row,'{start}name\r\n'{start}1+1,20\r\n"
