import pytest

from handrail.meetings.reading.addresses import Address, is_whole, taken_apart


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("4953 W Addison St, Chicago, IL 60641, USA",
         Address(street="4953 W Addison St", city="Chicago", state="IL", postal_code="60641", country="USA")),
        ("St Paul Church, 50 E Plumstead Ave, Lansdowne, PA, USA",
         Address(street="St Paul Church, 50 E Plumstead Ave", city="Lansdowne", state="PA", country="USA")),
        ("2500 Lower State Rd, Doylestown, PA 18901 United States",
         Address(street="2500 Lower State Rd", city="Doylestown", state="PA", postal_code="18901",
                 country="United States")),
        ("979 County Line Road, Hatboro, PA, 19040, USA",
         Address(street="979 County Line Road", city="Hatboro", state="PA", postal_code="19040", country="USA")),
        ("8318 104 St, Edmonton, Alberta, T6E 4E8, Canada",
         Address(street="8318 104 St", city="Edmonton", state="Alberta", postal_code="T6E 4E8", country="Canada")),
        ("1200 Kootenay St N, Cranbrook, BC V1C 5X1, Canada",
         Address(street="1200 Kootenay St N", city="Cranbrook", state="BC", postal_code="V1C 5X1", country="Canada")),
        ("325 Cherry St. Philadelphia, PA 19106",
         Address(street="325 Cherry St. Philadelphia", state="PA", postal_code="19106")),
        ("100 Main St, Tupelo, MS", Address(street="100 Main St", city="Tupelo", state="MS")),
        ("Chicago, IL, USA", Address(city="Chicago", state="IL", country="USA")),
        ("San Francisco, CA", Address(city="San Francisco", state="CA")),
        ("London, UK", Address(city="London", country="UK")),
        ("125 Charing Cross Rd, London WC2H 0EW, UK", Address(country="UK")),
        ("Tbilisi, Georgia", Address(city="Tbilisi", country="Georgia")),
        ("Atlanta, Georgia", Address(city="Atlanta", state="Georgia")),
        ("United States", Address(country="United States")),
        ("the corner of Main and Second", Address()),
        ("", Address()),
        (",,, ,", Address()),
    ],
)  # fmt: skip
def test_taken_apart_only_where_it_is_sure(line, address):
    assert taken_apart(line) == address


@pytest.mark.parametrize(
    ("line", "whole"),
    [("A St, B, C, D", True), ("100 Main St, Tupelo, MS", True), ("Chicago, IL, USA", False), ("60641, IL", False)],
)
def test_is_whole_where_a_street_is_told(line, whole):
    assert is_whole(line) is whole
