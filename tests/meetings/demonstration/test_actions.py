"""The made-up meetings: a full evening, whatever the day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.meetings.actions import bring_demonstration_to_life, remove_demonstration
from handrail.meetings.domain.venues import Venue
from handrail.meetings.models import Feed, Meeting, MeetingReports, PeoplesWord

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(at):
    declare(kind=InstallationKind.DEMONSTRATION, at=at)


def test_about_sixty_meetings_of_many_fellowships_are_made_up(demonstration, at):
    bring_demonstration_to_life(at=at)

    meetings = Meeting.objects.all()
    assert meetings.count() == 60
    assert len({meeting.fellowship for meeting in meetings}) == 11
    assert {"America/Chicago", "America/New_York", "America/Los_Angeles"} <= {meeting.zone for meeting in meetings}
    assert meetings.filter(venue=Venue.SUSPENDED, city="Chicago").count() == 1
    assert [meeting.minutes for meeting in meetings.filter(name="Night Owls", city="Chicago")] == [90]
    assert {feed.is_demonstration for feed in Feed.objects.all()} == {True}


def test_loading_twice_keeps_each_meeting_and_its_address(demonstration, at):
    bring_demonstration_to_life(at=at)
    before = dict(Meeting.objects.values_list("key", "public_id"))

    bring_demonstration_to_life(at=at + timedelta(days=1))

    assert dict(Meeting.objects.values_list("key", "public_id")) == before


def test_no_meeting_is_made_up_where_the_installation_is_real(at):
    declare(kind=InstallationKind.REAL, at=at)

    bring_demonstration_to_life(at=at)

    assert Meeting.objects.count() == 0


def test_made_up_meetings_go_with_the_rest_of_the_demonstration(demonstration):
    bring_demonstration_to_life(at=datetime(2026, 11, 28, tzinfo=UTC))

    remove_demonstration(at=datetime(2026, 11, 28, tzinfo=UTC))

    assert (Meeting.objects.count(), Feed.objects.count()) == (0, 0)


def test_made_up_people_say_each_kind_of_thing_once(demonstration, at):
    for _ in range(2):
        bring_demonstration_to_life(at=at)

    told = set(PeoplesWord.objects.values_list("medicine", "doubt"))
    assert told == {("welcome", ""), ("listen_only", ""), ("differs", ""), ("", "nobody")}
    assert set(MeetingReports.objects.values_list("times", flat=True)) == {1}
    assert Meeting.objects.get(name="Steps at the Corner Hall", city="Chicago").confirmed_at.date() == date(
        2026, 11, 20
    )


def test_online_meetings_can_be_joined_but_for_those_of_two_lists(demonstration, at):
    bring_demonstration_to_life(at=at)

    online = Meeting.objects.filter(venue__in=(Venue.ONLINE, Venue.HYBRID))
    told = {(each.fellowship, bool(each.conference_url), each.feed.shares_video_links) for each in online}
    assert ("AA", True, False) in told
    assert ("CA", False, True) in told
    assert {link for link in told if link[0] not in ("AA", "CA") and link[1:] != (True, True)} == set()
    assert {each.conference_url.split("/")[2] for each in online if each.conference_url} == {"rooms.example"}
    assert list(online.filter(venue=Venue.HYBRID).values_list("name", "city")) == [("The Long Table", "Chicago")]
