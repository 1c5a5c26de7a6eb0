"""Three meetings at most: medicine welcome first, then what is about drugs, then the soonest."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.domain.fellowships import FOR_FAMILIES, Fellowship
from handrail.meetings.domain.occurrences import Occurrence
from handrail.pathways.domain.belonging import (
    FELLOWSHIPS,
    MOST_MEETINGS,
    Candidate,
    Rank,
    begun_before,
    chosen,
    is_for,
    place_in_line,
)

AT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
WELCOME, DRUGS, ALCOHOL = Rank


def candidate(number: int, *, minutes: int = 0, miles: float | None = 1.0, rank: Rank = DRUGS) -> Candidate:
    start = AT + timedelta(minutes=minutes)
    return Candidate(number, Occurrence(start, start + timedelta(hours=1), "America/Chicago"), miles, rank)


def numbers(found) -> list[int]:
    return [each.meeting_id for each in found]


def test_medicine_welcome_stands_before_the_soonest_and_alcohol_last():
    near = [candidate(1), candidate(2, minutes=90, rank=WELCOME), candidate(3, minutes=5, rank=ALCOHOL)]

    assert numbers(chosen(near, [])) == [2, 1, 3]


def test_the_nearer_of_two_that_begin_together_stands_first_and_a_call_last():
    assert numbers(chosen([candidate(1, miles=9.0), candidate(2, miles=0.4)], [candidate(3, miles=None)])) == [2, 1, 3]


@pytest.mark.parametrize(
    ("near", "online", "shown"),
    [
        ([1, 2, 3, 4], [9], [1, 2, 9]),
        ([1], [7, 8, 9], [1, 7, 8]),
        ([4], [1, 2, 3], [1, 2, 4]),
        ([], [1, 2, 3, 4], [1, 2, 3]),
        ([1, 2, 3, 4], [], [1, 2, 3]),
        ([], [], []),
    ],
)
def test_a_room_and_a_way_from_home_are_each_among_them_where_there_is_one(near, online, shown):
    rooms = [candidate(number, minutes=number) for number in near]
    calls = [candidate(number, minutes=number, miles=None) for number in online]

    assert numbers(chosen(rooms, calls)) == shown


def test_what_is_held_both_ways_stands_there_once_and_by_its_room():
    both = candidate(1), candidate(1, miles=None)

    assert [each.miles for each in chosen([both[0]], [both[1]])] == [1.0]


candidates = st.builds(
    candidate,
    st.integers(1, 30),
    minutes=st.integers(0, 300),
    rank=st.sampled_from(Rank),
)


@given(st.lists(candidates, max_size=8), st.lists(candidates, max_size=8))
def test_chosen_is_in_order_and_nobody_left_out_stands_before_two_of_them(near, online):
    online = [each._replace(miles=None) for each in online]

    found = chosen(near, online)

    assert len(found) <= MOST_MEETINGS
    assert list(found) == sorted(found, key=place_in_line)
    assert not near or any(each.miles is not None for each in found)


def test_begun_before_leaves_out_what_begins_at_the_end_itself():
    candidates = [candidate(1, minutes=59), candidate(2, minutes=60)]

    assert numbers(begun_before(candidates, AT + timedelta(hours=1))) == [1]


@pytest.mark.parametrize(
    ("traits", "asked", "fits"),
    [
        ([], [], True),
        (["open"], ["man"], True),
        (["women"], ["woman"], True),
        (["women"], ["pregnant"], True),
        (["women"], ["man"], False),
        (["women"], [], False),
        (["men"], ["man", "alcohol"], True),
        (["men"], ["woman"], False),
        (["men", "women"], ["woman"], True),
    ],
)
def test_nobody_is_sent_where_they_are_sent_home(traits, asked, fits):
    assert is_for(traits, asked) is fits


def test_groups_for_families_and_of_unknown_fellowships_stand_on_no_path():
    shown = frozenset().union(*FELLOWSHIPS.values())

    assert set(FELLOWSHIPS) == set(Rank)
    assert shown.isdisjoint(FOR_FAMILIES | {Fellowship.OTHER, Fellowship.WOMEN_FOR_SOBRIETY})
