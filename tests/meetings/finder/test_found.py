"""The list: near and online side by side, in the same number of queries however long it is."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.meetings.domain.venues import Venue
from handrail.meetings.finder.found import STEP, meetings_found, number_found
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.index.live import forget_meetings
from handrail.meetings.index.query import MeetingQuery
from meeting_rows import NOON, make_stored_meeting

pytestmark = pytest.mark.django_db
NEAR = MeetingQuery(latitude=39.8, longitude=-89.65, miles=25, reader_zone="America/Chicago")
EVERY_DAY = "0123456"


def found(query=NEAR, *, steps=1, is_online_too=True, with_suspended=False):
    return meetings_found(query, is_online_too=is_online_too, steps=steps, with_suspended=with_suspended, at=NOON)


def online(number: int, **told):
    return [make_stored_meeting(venue=Venue.ONLINE, weekdays=EVERY_DAY, **told) for _ in range(number)]


def test_many_that_run_online_do_not_hide_the_room_around_the_corner():
    online(STEP + 5, start=time(6, 30))
    room = make_stored_meeting(weekdays=EVERY_DAY, start=time(19))

    listed = found()

    assert [hit.meeting.pk for hit in listed.hits][-1] == room.pk
    assert (len(listed.hits), listed.near, listed.online, listed.has_more) == (STEP + 1, 1, STEP + 5, True)


def test_more_is_the_same_list_and_what_follows():
    online(STEP + 5, start=time(6, 30))

    first, more = found(), found(steps=2)

    assert more.hits[:STEP] == first.hits
    assert (len(more.hits), more.has_more) == (STEP + 5, False)


def test_room_that_is_online_too_stands_in_the_list_once_with_its_distance():
    make_stored_meeting(venue=Venue.HYBRID)

    listed = found()

    assert [hit.found.miles is not None for hit in listed.hits] == [True]
    assert (listed.near, listed.online) == (1, 0)


def test_what_begins_together_stands_nearest_first_and_online_after_it():
    online(1, start=time(19))
    far = make_stored_meeting(weekdays=EVERY_DAY, start=time(19), latitude=39.95)
    near = make_stored_meeting(weekdays=EVERY_DAY, start=time(19))

    listed = found()

    assert [hit.meeting.pk for hit in listed.hits][:2] == [near.pk, far.pk]


def test_suspended_meeting_is_counted_and_shown_to_who_asks():
    make_stored_meeting(venue=Venue.SUSPENDED)

    plain, asked = found(), found(with_suspended=True)

    assert (plain.total, plain.suspended, plain.suspended_hits) == (0, 1, ())
    assert [hit.meeting.venue for hit in asked.suspended_hits] == [Venue.SUSPENDED]


def test_meeting_that_left_its_list_a_moment_ago_is_left_out():
    meeting = make_stored_meeting()
    found()
    meeting.gone_at = NOON
    meeting.save()

    assert found().hits == ()


def test_installation_without_lists_says_so():
    assert found().is_loaded is False


def test_what_a_wider_search_would_bring_is_counted():
    online(2)
    make_stored_meeting()

    assert number_found(NEAR, is_online_too=True, at=NOON) == 3
    assert number_found(NEAR, is_online_too=False, at=NOON) == 1


def test_three_meetings_cost_no_more_queries_than_one():
    counts = []
    for number in (1, 2):
        online(number)
        make_stored_meeting()
        bump_revision(at=NOON)
        forget_meetings()
        found()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found(with_suspended=True)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 2
