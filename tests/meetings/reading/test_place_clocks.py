from zoneinfo import available_timezones

import pytest

from handrail.meetings.reading.place_clocks import PlaceZones, Whereabouts, tables, zones_at

CHICAGO, DENVER, NEW_YORK = "America/Chicago", "America/Denver", "America/New_York"


@pytest.mark.parametrize(
    ("place", "zones"),
    [
        ({"state": "IL"}, PlaceZones((CHICAGO,), "the state")),
        ({"state": "illinois", "country": "USA"}, PlaceZones((CHICAGO,), "the state")),
        ({"state": "TX", "postal_code": "79901"}, PlaceZones((DENVER,), "the ZIP code")),
        ({"state": "TX", "postal_code": "79107-1234"}, PlaceZones((CHICAGO,), "the ZIP code")),
        ({"state": "TX", "postal_code": "60608"}, PlaceZones((CHICAGO, DENVER), "the state")),
        ({"state": "TX", "city": "EL PASO"}, PlaceZones((DENVER,), "the town")),
        ({"state": "TX", "city": "Nowhere Town"}, PlaceZones((CHICAGO, DENVER), "the state")),
        ({"postal_code": "60608"}, PlaceZones((CHICAGO,), "the ZIP code")),
        ({"state": "AB"}, PlaceZones(("America/Edmonton",), "the province")),
        ({"state": "Alberta", "country": "Canada"}, PlaceZones(("America/Edmonton",), "the province")),
        ({"state": "BC", "country": "CA"}, PlaceZones(("America/Vancouver", "America/Edmonton"), "the province")),
        ({"country": "Canada"}, PlaceZones(("America/Toronto", ""), "the country")),
        ({"country": "UK"}, PlaceZones(("Europe/London",), "the country")),
        ({"country": "Deutschland", "state": "BE"}, PlaceZones(("Europe/Berlin",), "the country")),
        ({"country": "Australia", "state": "WA"}, PlaceZones(("Australia/Perth",), "the state")),
        ({"country": "Australia"}, PlaceZones(("Australia/Sydney", ""), "the country")),
        ({"country": "USA"}, PlaceZones((NEW_YORK, ""), "the country")),
        ({"country": "Atlantis", "state": "IL"}, PlaceZones((), "")),
        ({"city": "Springfield"}, PlaceZones((), "")),
        ({}, PlaceZones((), "")),
    ],
)
def test_zones_at_a_place_are_all_that_it_may_keep(place, zones):
    assert zones_at(Whereabouts(**place)) == zones


def test_tables_name_only_zones_that_exist():
    named = {zone for table in tables().values() for zone in table.values()}

    assert named - available_timezones() == set()
