"""How a meeting is held: every case of venue type and reserved formats."""

import pytest

from handrail.meetings.domain.venues import Venue
from handrail.meetings.reading.bmlt_venues import venue_of


@pytest.mark.parametrize(
    ("venue_type", "world_ids", "venue"),
    [
        ("1", [], Venue.IN_PERSON),
        ("2", [], Venue.ONLINE),
        ("3", [], Venue.HYBRID),
        ("1", ["VM"], Venue.IN_PERSON),
        ("3", ["VM", "HYBR"], Venue.HYBRID),
        ("", [], Venue.IN_PERSON),
        ("", ["VM"], Venue.ONLINE),
        ("", ["HYBR"], Venue.HYBRID),
        ("", ["VM", "HYBR"], Venue.HYBRID),
        ("9", ["VM"], Venue.ONLINE),
        ("", ["TC"], Venue.SUSPENDED),
        ("1", ["TC"], Venue.SUSPENDED),
        ("", ["VM", "TC"], Venue.ONLINE),
        ("1", ["VM", "TC"], Venue.ONLINE),
        ("2", ["TC"], Venue.ONLINE),
        ("3", ["TC"], Venue.SUSPENDED),
        ("", ["HYBR", "TC"], Venue.SUSPENDED),
    ],
)
def test_venue_type_counts_else_the_formats_and_a_closed_house_leaves_what_is_online(venue_type, world_ids, venue):
    assert venue_of(venue_type=venue_type, world_ids=world_ids, has_a_way_in=False) == venue


@pytest.mark.parametrize(
    ("venue_type", "world_ids", "venue"),
    [
        ("3", ["HYBR", "TC"], Venue.ONLINE),
        ("", ["HYBR", "TC"], Venue.ONLINE),
        ("1", ["TC"], Venue.SUSPENDED),
        ("", [], Venue.IN_PERSON),
    ],
)
def test_hybrid_meeting_in_a_closed_house_goes_on_where_a_way_in_is_told(venue_type, world_ids, venue):
    assert venue_of(venue_type=venue_type, world_ids=world_ids, has_a_way_in=True) == venue
