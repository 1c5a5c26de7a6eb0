"""The drawing says in words what it shows."""

from datetime import UTC, datetime

import pytest

from handrail.directory.places.place import Place
from handrail.meetings.finder.found import Hit
from handrail.meetings.finder.sketch import APART, MOST, sketch_of
from handrail.meetings.index.query import FoundMeeting
from handrail.meetings.models import Feed, Meeting

HERE = Place("60608 (Chicago, IL)", 41.85, -87.67, "zip", "IL", "60608")
FEED = Feed(name="example", read_at=datetime(2026, 11, 28, tzinfo=UTC))


def hit(number: int, latitude: float | None = 41.85, longitude: float = -87.66, miles: float | None = 0.5, **told):
    meeting = Meeting(pk=number, name=f"Example {number}", latitude=latitude, longitude=longitude, feed=FEED, **told)
    return Hit(meeting, FoundMeeting(number, None, miles))


def test_rooms_are_drawn_where_they_lie_and_named_in_words():
    drawn = sketch_of([hit(1), hit(2, latitude=41.95, longitude=-87.67, miles=6.9)], HERE, "en")

    assert drawn.ring == 10
    assert [spot.words.replace("\u00a0", " ") for spot in drawn.spots] == [
        "Example 1: 0.5 mi, about 10 minutes on foot, east",
        "Example 2: 6.9 mi, north",
    ]
    assert (drawn.spots[0].x > drawn.center, drawn.spots[1].y < drawn.center) == (True, True)


def test_two_rooms_in_one_street_stand_side_by_side():
    first, second = sketch_of([hit(1), hit(2)], HERE, "en").spots

    assert abs(first.x - second.x) == APART


@pytest.mark.parametrize("hits", [[], [hit(1, miles=None)], [hit(1, is_approximate=True)]])
def test_nothing_is_drawn_where_no_room_is_known(hits):
    assert sketch_of(hits, HERE, "en") is None


def test_no_room_hides_another():
    spots = sketch_of([hit(number) for number in range(MOST)], HERE, "en").spots

    pairs = [(one, other) for one in spots for other in spots if one.number < other.number]
    assert [1 for one, other in pairs if abs(one.x - other.x) < APART and abs(one.y - other.y) < APART] == []


def test_nothing_is_drawn_without_a_place_and_never_more_than_can_be_read():
    many = [hit(number) for number in range(30)]

    assert sketch_of(many, None, "en") is None
    assert len(sketch_of(many, HERE, "en").spots) == MOST
