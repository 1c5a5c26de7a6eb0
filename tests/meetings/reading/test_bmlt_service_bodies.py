"""Regions of a meeting, from the tree of service bodies."""

import pytest

from handrail.meetings.reading.bmlt_service_bodies import ServiceBodies
from handrail.meetings.reading.bmlt_side_answers import read_service_bodies

TREE = [
    {"id": "1", "parent_id": "0", "name": "Region"},
    {"id": "2", "parent_id": "1", "name": "Area"},
    {"id": "3", "parent_id": "2", "name": "Group"},
]


def test_regions_go_from_the_most_general_down():
    assert ServiceBodies(TREE).regions_of("3", named="") == ("Region", "Area", "Group")


@pytest.mark.parametrize(("named", "regions"), [("Area of its own", ("Area of its own",)), ("", ())])
def test_body_that_is_not_in_the_tree_is_known_by_the_rows_word(named, regions):
    assert ServiceBodies(TREE).regions_of("9", named=named) == regions


def test_ring_of_bodies_ends():
    ring = [{"id": "1", "parent_id": "2", "name": "One"}, {"id": "2", "parent_id": "1", "name": "Two"}]

    assert ServiceBodies(ring).regions_of("1", named="") == ("Two", "One")


@pytest.mark.shared_data
def test_real_area_stands_in_its_region(shared_data):
    content = (shared_data / "meetings" / "bmlt" / "ny-GetServiceBodies.json").read_bytes()

    regions = ServiceBodies(read_service_bodies(content)).regions_of("1060", named="")

    assert regions == ("Western New York Region", "Buffalo Area")
