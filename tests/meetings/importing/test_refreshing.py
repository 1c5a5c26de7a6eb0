"""Feeds that the worker reads again by itself."""

from datetime import timedelta

import pytest

from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.kernel.pass_counts import told
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.refreshing import is_due, wait
from handrail.meetings.importing.actions import refreshing
from handrail.meetings.importing.actions.refreshing import INTERRUPTED, ask_for_reading, refresh_feeds
from handrail.meetings.importing.actions.taking import import_meetings
from handrail.meetings.importing.options import ImportOptions
from handrail.meetings.importing.origins import Web
from handrail.meetings.models import Feed, Meeting
from meeting_feeds import bmlt_row

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def feed(feed_server):
    feed_server.answers = {
        "GetSearchResults": [bmlt_row(1), bmlt_row(2)],
        "GetFormats": [{"key_string": "O", "world_id": "OPEN", "lang": "en"}],
        "GetServiceBodies": [{"id": "7", "name": "Example Area"}],
    }
    url = f"{feed_server.url}main_server"
    return Feed.objects.create(
        name="example", format="bmlt", fellowship="NA", zone="America/Chicago", url=url, refresh_hours=24
    )


@pytest.fixture
def refresh(feed_server, at):
    def run(hours=0):
        return refresh_feeds(at=at + HOUR * hours, over=feed_server.network)

    return run


def health(feed):
    feed.refresh_from_db()
    return feed.failures, feed.last_failure


def test_due_feed_is_read_with_its_tables(feed, feed_server, refresh, at):
    done = [refresh(), refresh()]

    feed.refresh_from_db()
    assert (done, Meeting.objects.count()) == ([1, 0], 2)
    assert [asking for asking, _ in feed_server.asked] == ["GetSearchResults", "GetFormats", "GetServiceBodies"]
    assert (feed.tried_at, feed.read_at, feed.failures, feed.etag) == (at, at, 0, '"1"')
    assert (feed.last_report["rows"], feed.last_report["new"]) == (2, 2)
    assert (feed.formats[0]["world_id"], feed.service_bodies[0]["name"]) == ("OPEN", "Example Area")


def test_feed_is_asked_again_when_its_hours_are_over(feed, refresh):
    refresh()

    done = [refresh(hours) for hours in (23, 24, 25)]

    assert done == [0, 1, 0]


def test_feed_that_did_not_change_is_not_sent_again(feed, feed_server, refresh, at):
    refresh()
    feed_server.asked.clear()

    refresh(24)

    feed.refresh_from_db()
    assert feed_server.asked == [("GetSearchResults", '"1"')]
    assert set(Meeting.objects.values_list("changed_at", "gone_at")) == {(at, None)}
    assert (feed.read_at, feed.changed_at, feed.last_report["new"]) == (at + 24 * HOUR, at, 2)


def test_new_version_is_read(feed, feed_server, refresh):
    refresh()
    feed_server.answers["GetSearchResults"].append(bmlt_row(3))
    feed_server.etag = '"2"'

    refresh(24)

    assert (Meeting.objects.count(), Feed.objects.get().etag) == (3, '"2"')


def test_tables_that_cannot_be_read_leave_those_of_the_last_time(feed, feed_server, refresh):
    refresh()
    del feed_server.answers["GetFormats"]
    feed_server.etag = '"2"'

    refresh(24)

    feed.refresh_from_db()
    assert feed.formats[0]["world_id"] == "OPEN"
    assert feed.last_report["notes"] == ["GetFormats was not read: The server answered 500."]
    assert feed.failures == 0


def test_failure_is_kept_in_words_and_the_meetings_as_they_were(feed, feed_server, refresh, at):
    refresh()
    feed_server.answers, feed_server.etag = {}, '"2"'

    refresh(24)

    assert health(feed) == (1, "The server answered 500.")
    assert (feed.read_at, feed.tried_at, Meeting.objects.listed().count()) == (at, at + 24 * HOUR, 2)


def test_reading_in_vain_is_told_as_failed(feed, feed_server, refresh):
    good = refresh()
    feed_server.answers, feed_server.etag = {}, '"2"'

    bad = refresh(24)

    assert (told(good), told(bad), told(refresh(24))) == ({"done": 1}, {"done": 0, "failed": 1}, {"done": 0})
    assert bad == 1  # the next one that is due is looked for at once


def test_source_that_waits_after_failures_is_read_when_an_operator_asks(feed, feed_server, refresh, at):
    answers, feed_server.answers = feed_server.answers, {}
    refresh()
    feed_server.answers = answers

    asked = ask_for_reading(feeds=Feed.objects.all(), at=at + HOUR / 2)

    assert (asked, refresh(0.5), health(feed)) == (1, 1, (0, ""))


@pytest.mark.parametrize(
    "told_of", [{"refresh_hours": 0}, {"url": ""}, {"is_demonstration": True}, {"last_failure": INTERRUPTED}]
)
def test_source_that_is_not_read_by_itself_or_is_being_read_is_not_asked_for(feed, at, told_of):
    Feed.objects.update(tried_at=at, **told_of)

    assert ask_for_reading(feeds=Feed.objects.all(), at=at + HOUR / 60) == 0


def test_failures_bring_longer_waits_and_a_success_ends_them(feed, feed_server, refresh):
    answers, feed_server.answers = feed_server.answers, {}

    tried = [hours for hours in range(12) if refresh(hours)]
    failures = health(feed)[0]
    feed_server.answers = answers
    refresh(20)

    assert (tried, failures) == ([0, 1, 3, 7], 4)
    assert health(feed) == (0, "")


def test_feed_that_shrinks_waits_for_a_person(feed, feed_server, refresh):
    feed_server.answers["GetSearchResults"] = [bmlt_row(number) for number in range(20)]
    refresh()
    feed_server.answers["GetSearchResults"], feed_server.etag = [bmlt_row(1)], '"2"'

    refresh(24)

    assert "use --allow-shrink" in health(feed)[1]
    assert Meeting.objects.listed().count() == 20


def test_feed_that_the_worker_has_no_room_for_is_left_to_a_person(feed, feed_server, refresh, monkeypatch, at):
    monkeypatch.setattr(refreshing, "LARGEST_UNATTENDED", 1000)
    feed_server.answers["GetSearchResults"] = [bmlt_row(number) for number in range(20)]
    by_hand = {"origin": feed.url, "options": ImportOptions(format=FeedFormat.BMLT, source="example")}

    refresh()
    failure = health(feed)
    report = import_meetings(**by_hand, at=at + HOUR, web=Web(feed_server.network))

    assert failure == (1, "The file is larger than 1,000 bytes.")
    assert (report.new, health(feed)) == (20, (0, ""))


def test_redirect_to_a_private_address_is_refused(feed, feed_server, refresh):
    Feed.objects.update(url=f"{feed_server.url}away?switcher=GetSearchResults")

    refresh()

    assert health(feed) == (1, "The address leads to a private or special network.")


def test_feed_that_brings_the_worker_down_is_not_begun_again_at_once(feed, refresh, monkeypatch):
    monkeypatch.setattr(refreshing, "import_meetings", lambda **told: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        refresh()
    again = refresh()

    assert (again, health(feed)) == (0, (1, INTERRUPTED))


def test_two_workers_read_a_feed_once(feed, at):
    seen_by_both = Feed.objects.get(), Feed.objects.get()

    claimed = [refreshing.is_claimed(each, at=at) for each in seen_by_both]

    assert claimed == [True, False]


def test_one_feed_is_read_in_one_pass_the_longest_waiting_first(feed, feed_server, refresh, at):
    Feed.objects.update(tried_at=at - 30 * HOUR)
    Feed.objects.create(name="new", format="bmlt", fellowship="NA", url=feed.url, refresh_hours=1)

    done = [refresh(), Feed.objects.get(name="new").failures, Feed.objects.get(name="example").read_at]

    assert (done[0], done[2]) == (1, None)
    assert [refresh(), refresh()] == [1, 0]


@pytest.mark.parametrize("told", [{"refresh_hours": 0}, {"url": ""}, {"is_demonstration": True}])
def test_feed_that_nobody_asked_to_refresh_is_left_alone(feed, refresh, told):
    Feed.objects.update(**told)

    assert refresh() == 0


def test_demonstration_is_not_ended_by_the_worker(feed, refresh, at):
    declare(kind=InstallationKind.DEMONSTRATION, at=at)

    assert (refresh(), Meeting.objects.count()) == (0, 0)


def test_passes_look_with_two_queries_however_many_feeds_wait(refresh, at, django_assert_num_queries):
    for number in range(5):
        Feed.objects.create(
            name=f"f{number}", format="tsml", fellowship="AA", url="http://localhost/", refresh_hours=24, tried_at=at
        )

    with django_assert_num_queries(1):
        assert refresh() == 0


def test_waits_grow_from_an_hour_to_a_week():
    waits = [wait(refresh_hours=24, failures=failures) / HOUR for failures in (0, 1, 2, 5, 8, 9, 30_000)]

    assert waits == [24, 1, 2, 16, 128, 168, 168]


def test_feed_is_due_after_the_clock_was_moved_back(at):
    told = {"refresh_hours": 24, "failures": 0, "at": at}

    due = [is_due(**told, tried_at=tried) for tried in (None, at, at + timedelta(minutes=1), at + 2 * HOUR)]

    assert due == [True, False, False, True]
