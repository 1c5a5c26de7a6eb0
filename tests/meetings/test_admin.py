"""Operators keep sources and look at meetings; what an import knows of a source stays its own."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from handrail.meetings.importing.actions.taking import import_meetings
from handrail.meetings.models import Feed, Meeting, PeoplesWord
from meeting_feeds import OF_N_A, bmlt_row, write_feed
from meeting_rows import make_stored_meeting
from signing_in import sign_in

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Example area",
    "website": "",
    "url": "https://example.org/meetings.json",
    "fellowship": "NA",
    "zone": "America/Chicago",
    "default_minutes": "60",
    "refresh_hours": "24",
    "feedback_url": "",
    "feedback_email": "",
}


@pytest.fixture
def operator(client):
    sign_in(client, get_user_model().objects.create_superuser("operator", password="a-long-enough-one"))
    return client


@pytest.fixture
def feed(tmp_path, at):
    rows = [bmlt_row(1, meeting_name="<b>One</b>", start_time="7 PM"), {"id_bigint": "<script>"}]
    import_meetings(origin=str(write_feed(tmp_path / "feed.json", rows)), options=OF_N_A, at=at)
    return Feed.objects.get()


def test_operator_adds_a_source(operator):
    response = operator.post("/admin/meetings/feed/add/", TYPED | {"name": "example", "format": "bmlt"})

    feed = Feed.objects.get()
    assert response.status_code == 302
    assert (feed.name, feed.refresh_hours, feed.tried_at) == ("example", 24, None)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"zone": "America/Springfield"}, "There is no time zone of that name."),
        ({"url": "https://nurse:secret@example.org/"}, "An address with a user name or password"),
        ({"url": "http://example.org:25/"}, "Port 25 is not a web port."),
        ({"url": "ftp://example.org/feed"}, "Only http and https addresses are fetched."),
        ({"default_minutes": "0"}, "is violated"),
        ({"name": "NY region"}, "Write at most 64 letters, digits, hyphens and underscores, such as ny-region."),
        ({"url": ""}, "A source without an address cannot be read again by itself."),
    ],
)
def test_source_that_could_not_be_read_is_refused(operator, told, sentence):
    response = operator.post("/admin/meetings/feed/add/", TYPED | {"name": "example", "format": "bmlt"} | told)

    assert sentence in response.content.decode()
    assert Feed.objects.count() == 0


def test_source_that_is_read_from_files_needs_no_address(operator):
    told = {"name": "example", "format": "bmlt", "url": "", "refresh_hours": "0"}

    operator.post("/admin/meetings/feed/add/", TYPED | told)

    assert Feed.objects.values_list("name", "url", "refresh_hours").get() == ("example", "", 0)


def test_what_an_import_writes_meanwhile_survives_an_edit(operator, feed, at):
    registered, request = admin.site.get_model_admin(Feed), RequestFactory().post("/")
    typed = Feed.objects.get()
    form = registered.get_form(request, typed)(TYPED, instance=typed)
    form.is_valid()
    Feed.objects.update(tried_at=at + timedelta(hours=1), failures=3, etag='"1"')

    registered.save_model(request, typed, form, change=True)

    kept = Feed.objects.get()
    assert (kept.title, kept.failures, kept.tried_at) == ("Example area", 3, at + timedelta(hours=1))
    assert (kept.etag, kept.name, kept.format) == ("", "example", "bmlt")  # another address: its version is unknown


def test_edit_that_touches_no_reading_keeps_the_version(operator, feed):
    Feed.objects.update(etag='"1"', url=TYPED["url"])

    response = operator.post(f"/admin/meetings/feed/{feed.pk}/change/", TYPED)

    assert (response.status_code, Feed.objects.get().etag, Feed.objects.get().title) == (302, '"1"', "Example area")


def test_operator_has_sources_read_now_that_would_wait(operator, feed, at):
    Feed.objects.update(url=TYPED["url"], refresh_hours=24, tried_at=at, failures=3, last_failure="No complete answer.")
    by_hand = Feed.objects.create(name="by-hand", format="tsml", fellowship="AA", tried_at=at)

    chosen = {"action": "read_now", "_selected_action": [feed.pk, by_hand.pk]}
    page = operator.post("/admin/meetings/feed/", chosen, follow=True).content.decode()

    assert "The worker reads 1 of the chosen sources within a minute or so" in page
    assert dict(Feed.objects.values_list("name", "tried_at")) == {"example": None, "by-hand": at}


def test_page_of_a_source_shows_how_it_fares_and_runs_nothing_of_its_rows(operator, feed):
    page = operator.get(f"/admin/meetings/feed/{feed.pk}/change/").content.decode()

    assert "rows 2, new 1, changed 0, unchanged 0, gone 0, refused 1" in page
    assert "<li>row 2 refused: " in page
    assert "<li>only notation, nothing to correct: meeting_name 1, start_time 1, such as 7 PM -&gt; 19:00</li>" in page
    assert "<script>" + "</li>" not in page
    assert 'name="name"' not in page
    assert 'name="failures"' not in page


def test_report_of_an_older_version_is_still_shown(operator, feed):
    old = {"rows": 1, "corrections": [{"row": 7, "field": "end_time", "was": "17:30", "read_as": "60 minutes"}]}
    Feed.objects.update(last_report=old)

    page = operator.get(f"/admin/meetings/feed/{feed.pk}/change/").content.decode()

    assert "<li>end_time, read otherwise, 1: row 7: 17:30 -&gt; 60 minutes</li>" in page


def test_listed_meeting_was_seen_when_its_feed_was_read_and_one_that_left_before(feed, at):
    hour, page = timedelta(hours=1), admin.site.get_model_admin(Meeting)
    Feed.objects.update(read_at=at + hour)
    listed = page.seen(Meeting.objects.get())
    Meeting.objects.update(gone_at=at + hour)

    gone = page.seen(Meeting.objects.get())

    assert (listed, gone) == (at + hour, at)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_meetings_takes_as_many_queries_for_three_rows_as_for_one(
    tmp_path, at, rows, django_assert_num_queries
):
    path = write_feed(tmp_path / "feed.json", [bmlt_row(number) for number in range(rows)])
    import_meetings(origin=str(path), options=OF_N_A, at=at)
    request = RequestFactory().get("/admin/", {"q": "Example"})
    request.user = get_user_model()(username="operator", is_staff=True, is_superuser=True)
    registered = admin.site.get_model_admin(Meeting)

    with django_assert_num_queries(3):
        found = registered.get_changelist_instance(request)
        names = [str(meeting.feed) for meeting in found.result_list]

    assert names == ["example"] * rows


@pytest.mark.parametrize(
    ("model", "allowed"),
    [
        (Meeting, {"add": False, "change": False, "delete": False, "view": True}),
        (Feed, {"add": True, "change": True, "delete": False, "view": True}),
    ],
)
def test_meetings_are_for_looking_and_nothing_is_deleted(model, allowed):
    request = RequestFactory().get("/admin/")
    request.user = get_user_model()(username="operator", is_staff=True, is_superuser=True)

    found = admin.site.get_model_admin(model).get_model_perms(request)

    assert found == allowed


@pytest.mark.parametrize("minutes", [0, 1441])
def test_meetings_of_a_source_last_a_day_at_most(minutes):
    with pytest.raises(IntegrityError, match="meetings_feed_meetings_last_a_day_at_most"), transaction.atomic():
        Feed.objects.create(name="example", format="bmlt", fellowship="NA", default_minutes=minutes)


def test_operator_sees_what_people_doubt_by_list_and_changes_nothing(operator):
    doubted, welcomed = (
        make_stored_meeting(name="Doubted", feedback_emails=["lists@area.example"]),
        make_stored_meeting(),
    )
    doubt = {"doubt": "nobody", "doubt_days": 2, "doubted_on": date(2026, 11, 16)}
    word = PeoplesWord.objects.create(meeting=doubted, **doubt)
    PeoplesWord.objects.create(meeting=welcomed, medicine="welcome", medicine_days=9)

    page = operator.get("/admin/meetings/peoplesword/")
    opened = operator.get(f"/admin/meetings/peoplesword/{word.pk}/change/")
    sent = operator.post(f"/admin/meetings/peoplesword/{word.pk}/change/", {"doubt_days": 9})

    assert [row.meeting for row in page.context["cl"].result_list] == [doubted]
    assert "mailto:lists@area.example?subject=" in page.content.decode()
    assert (opened.status_code, sent.status_code) == (200, 403)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_doubted_meetings_costs_the_same_queries(operator, rows):
    for _ in range(rows):
        PeoplesWord.objects.create(
            meeting=make_stored_meeting(), doubt="moved", doubt_days=2, doubted_on=date(2026, 11, 16)
        )
    operator.get("/admin/meetings/peoplesword/")

    with CaptureQueriesContext(connection) as queries:
        operator.get("/admin/meetings/peoplesword/")

    assert len([one for one in queries if "meetings_peoplesword" in one["sql"]]) == 2
