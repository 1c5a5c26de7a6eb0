"""What the database lists is what the index holds, and no more."""

from datetime import UTC, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.medicine_reports import Told
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.index.build import index_from_database
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.query import MeetingQuery, Order
from handrail.meetings.models import PeoplesWord
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db

MONDAY_NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # in Chicago


def everything(**asked) -> list[int]:
    found = find_meetings(index_from_database(MONDAY_NOON), MeetingQuery(**asked), MONDAY_NOON)
    return sorted(each.meeting_id for each in found.meetings)


def test_index_from_database_holds_each_listed_meeting_with_a_row_for_each_day(at):
    weekly = make_stored_meeting(weekdays="135", start=time(19))
    online = make_stored_meeting(weekdays="", start=None, venue=Venue.ONLINE, latitude=None, longitude=None)
    bump_revision(at=at)

    index = index_from_database(MONDAY_NOON)

    assert index.meeting_ids.tolist() == [weekly.pk] * 3 + [online.pk]
    assert (index.revision, index.size, index.located) == (1, 2, 3)
    assert index.zone_names == ("America/Chicago",)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"online": True},
        {"latitude": 39.8, "longitude": -89.65, "miles": 25.0},
        {"latitude": 39.8, "longitude": -89.65, "miles": 25.0, "online": True, "order": Order.NEAREST},
        {"venues": frozenset(Venue)},
        {"weekdays": frozenset({1}), "reader_zone": "America/Chicago"},
    ],
)
def test_a_meeting_that_left_its_feed_is_found_by_nothing(at, asked):
    listed = make_stored_meeting(venue=Venue.HYBRID)
    make_stored_meeting(venue=Venue.HYBRID, gone_at=at)
    make_stored_meeting(venue=Venue.SUSPENDED, gone_at=at)

    found = everything(**asked)

    assert found == [listed.pk]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({1})])
def test_a_suspended_meeting_has_no_next_time_in_any_order(order, weekdays):
    held = make_stored_meeting()
    make_stored_meeting(venue=Venue.SUSPENDED)
    query = MeetingQuery(
        order=order, weekdays=weekdays, reader_zone="America/Chicago", grace=MeetingQuery().grace * 144
    )

    found = find_meetings(index_from_database(MONDAY_NOON), query, MONDAY_NOON)

    assert ([each.meeting_id for each in found.meetings], found.total, found.suspended) == ([held.pk], 1, 1)


@pytest.mark.parametrize("told", [told for told in Told if told != Told.WELCOME])
def test_where_people_found_no_welcome_none_is_found_whatever_list_and_fellowship_say(told):
    by_list, by_fellowship, by_people = (
        make_stored_meeting(traits=[Trait.OPEN, Trait.MEDICINE_WELCOME]),
        make_stored_meeting(fellowship=Fellowship.MARA),
        make_stored_meeting(),
    )
    before = everything(medicine_welcome=True)
    for meeting, word in ((by_list, told), (by_fellowship, told), (by_people, Told.WELCOME)):
        PeoplesWord.objects.create(meeting=meeting, medicine=word, medicine_days=5)

    assert (before, everything(medicine_welcome=True)) == ([by_list.pk, by_fellowship.pk], [by_people.pk])
    assert everything(traits=frozenset({Trait.OPEN})) == [by_list.pk]


def test_index_from_an_empty_database_finds_nothing():
    index = index_from_database(MONDAY_NOON)

    assert (index.revision, index.size) == (0, 0)
    assert find_meetings(index, MeetingQuery(online=True), MONDAY_NOON).total == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_index_from_database_asks_three_queries_whatever_the_number_of_rows(rows):
    for _ in range(rows):
        make_stored_meeting()

    with CaptureQueriesContext(connection) as queries:
        index = index_from_database(MONDAY_NOON)

    assert (len(queries), index.size) == (3, rows)  # one of them: what people say of medicine


def test_a_search_asks_the_database_nothing(django_assert_num_queries):
    make_stored_meeting()
    index = index_from_database(MONDAY_NOON)

    with django_assert_num_queries(0):
        found = find_meetings(index, MeetingQuery(counted=True), MONDAY_NOON)

    assert found.total == 1
