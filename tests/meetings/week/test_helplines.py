"""The numbers at the foot of a printed week."""

import pytest

from handrail.meetings.models import Feed, Meeting
from handrail.meetings.week.helplines import Helpline, helplines_of

AREA = {"id": "1", "parent_id": "2", "name": "Springfield Area", "helpline": ""}
REGION = {"id": "2", "parent_id": "0", "name": "Prairie Region", "helpline": "217-555-0100"}


def meeting(body: str = "", bodies=(), **raw) -> Meeting:
    return Meeting(
        feed=Feed(name="springfield", title="Example List", service_bodies=list(bodies)), service_body=body, raw=raw
    )


def test_body_without_a_number_has_that_of_the_body_above():
    assert helplines_of([meeting("1", [AREA, REGION])]) == (Helpline("Prairie Region", "217-555-0100"),)


def test_row_of_a_meeting_guide_list_names_its_bodys_own():
    row = meeting(entity="Example Intergroup", entity_phone="+1-217-555-0101")

    assert helplines_of([row]) == (Helpline("Example Intergroup", "+1-217-555-0101"),)


def test_number_without_a_name_is_that_of_the_list():
    assert helplines_of([meeting(entity_phone="(217) 555-0101")]) == (Helpline("Example List", "(217) 555-0101"),)


def test_each_number_stands_once_however_it_is_written():
    rows = [meeting("2", [REGION]), meeting(entity_phone="+1 (217) 555 0100")]

    assert helplines_of(rows) == (Helpline("Prairie Region", "217-555-0100"),)


@pytest.mark.parametrize("helpline", ["call Rosa: 217-555-0100 or 217-555-0101", "<b>217</b>", "911", "", "x" * 3_000])
def test_what_nobody_could_dial_is_left_out(helpline):
    assert helplines_of([meeting("2", [REGION | {"helpline": helpline}])]) == ()


def test_tree_that_closes_to_a_ring_ends():
    ring = [AREA, REGION | {"parent_id": "1", "helpline": ""}]

    assert helplines_of([meeting("1", ring)]) == ()


def test_bodies_of_a_list_are_looked_through_once_for_all_its_meetings():
    bodies = CountedReads([AREA, REGION])
    feed = Feed(name="springfield", title="Example List", service_bodies=bodies)

    helplines_of([Meeting(feed=feed, service_body="1", raw={}) for _ in range(40)])

    assert bodies.reads == 1


class CountedReads(list):
    reads = 0

    def __iter__(self):
        self.reads += 1
        return super().__iter__()
