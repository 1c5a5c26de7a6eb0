"""What a list says is told by text only where it is a street and nothing else."""

import pytest

from handrail.meetings.domain.fellowships import FOR_FAMILIES
from handrail.meetings.domain.neutral_texts import NAMED_BY_TEXT, neutral_street, neutral_town


@pytest.mark.parametrize(
    ("street", "told"),
    [
        ("1234 W 18th St", "1234 W 18th St"),
        ("1234 W. 18th St., Suite 5", "1234 W. 18th St."),
        ("12-14 Peña Street", "12-14 Pena Street"),
        ("  55   Main St ", "55 Main St"),
        ("55 McLean Ave", "55 McLean Ave"),
        ("9 Stephens St", "9 Stephens St"),
        ("4 Retreat Ln", "4 Retreat Ln"),
        ("4 Behavioral Center", ""),
        ("5 Clean Ct", ""),
        ("6 Treatment Dr", ""),
        ("St. Adalbert Church", ""),
        ("100 Recovery Way", ""),
        ("7 NA Hall", ""),
        ("5 Twelve Step House", ""),
        ("9 Elm St (in the detox unit)", ""),
        ("9 Elm St (Turning Point)", ""),
        ("9 Elm St [Oxford House]", ""),
        ("9 Elm St - Oxford House", ""),
        ("9 Elm St \N{EN DASH} Oxford House", ""),
        ("9 Elm St; Oxford House", ""),
        ("9 O\N{RIGHT SINGLE QUOTATION MARK}Brien St", "9 O'Brien St"),
        ("9 Elm St</Message>", ""),
        ("1 " + "Long" * 20, ""),
        ("", ""),
    ],
)
def test_neutral_street_is_a_house_in_a_street_or_nothing(street, told):
    assert neutral_street(street) == told


@pytest.mark.parametrize(
    ("town", "told"),
    [("Española", "Espanola"), ("Sober Springs", ""), ("X" * 60, "")],
)
def test_neutral_town_tells_no_more(town, told):
    assert neutral_town(town) == told


def test_families_are_not_sent_to_who_looks_for_themselves():
    assert sorted(NAMED_BY_TEXT & FOR_FAMILIES) == []
