"""The list of meetings as other finders, spreadsheets and calendars fetch it."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from handrail.meetings.domain.traits import Trait
from handrail.meetings.export import queries
from handrail.meetings.models import Feed
from handrail.web.limiting.limits import forget_permits
from interop.meeting_lists.listed_meetings import READ, make_feed, make_meeting
from meetings.export.published_samples import ONLINE, RECORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_permits()


def body(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


def rows_of(response) -> list:
    return json.loads(body(response))


def test_list_holds_what_is_listed_of_every_feed_each_under_our_own_id(client):
    first, second = make_feed(), make_feed("second", title="Second Area")
    here = make_meeting(first, key="same")
    there = make_meeting(second, key="same", traits=frozenset({Trait.OPEN}))
    make_meeting(first, gone_at=READ)

    response = client.get("/meetings.json")

    assert [(row["slug"], row["entity"]) for row in rows_of(response)] == [
        (here.public_id, "Springfield Area"),
        (there.public_id, "Second Area"),
    ]
    assert response.headers["Content-Type"] == "application/json"


def test_record_from_the_database_is_the_one_that_was_read(client):
    told = {"traits": frozenset({Trait.OPEN}), "languages": ("es",), "weekdays": (0, 3), "regions": ("A", "B")}
    meeting = make_meeting(make_feed(), **told)

    record = queries.record_of(type(meeting).objects.get())

    assert (record.traits, record.languages, record.weekdays, record.regions) == tuple(told.values())
    assert (record.start, record.zone, record.venue) == (RECORD.start, RECORD.zone, RECORD.venue)


def test_empty_list_is_a_list(client):
    response = client.get("/meetings.json")

    assert body(response) == b"[]"


@pytest.mark.parametrize(
    "path", ["/meetings.json", "/meetings.csv", "/bmlt/client_interface/json/?switcher=GetFormats"]
)
def test_who_has_the_version_gets_nothing_again_until_something_changes(client, path):
    make_meeting(make_feed())
    tag = client.get(path).headers["ETag"]

    again = client.get(path, headers={"if-none-match": tag})
    Feed.objects.update(shares_video_links=False)
    after = client.get(path, headers={"if-none-match": tag})

    assert (again.status_code, again.content, after.status_code) == (304, b"", 200)
    assert (tag.startswith('W/"'), after.headers["ETag"] == tag) == (True, False)


def test_list_tells_when_it_was_last_changed(client):
    make_meeting(make_feed())

    response = client.get("/meetings.json")

    assert response.headers["Last-Modified"] == "Fri, 20 Nov 2026 08:00:00 GMT"


def test_hour_of_the_last_change_alone_gets_nobody_an_older_list(client):
    make_meeting(make_feed(shares_video_links=False), **ONLINE)

    response = client.get("/meetings.json", headers={"if-modified-since": "Fri, 20 Nov 2026 08:00:00 GMT"})

    assert (response.status_code, "conference_url" in rows_of(response)[0]) == (200, False)


@pytest.mark.parametrize("path", ["/meetings.json", "/meetings.csv", "/bmlt/client_interface/serverInfo.xml"])
def test_any_site_may_read_the_list(client, path):
    response = client.get(path, headers={"origin": "https://elsewhere.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.usefixtures("one_minute")
def test_list_is_read_in_pieces_and_a_longer_one_costs_no_more_queries_within_one(client, monkeypatch):
    feed = make_feed()
    make_meeting(feed)
    client.get("/meetings.json")  # its permits are taken

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            body(client.get("/meetings.json"))
        return len(asked)

    one = counted()
    for _ in range(2):
        make_meeting(feed)
    three = counted()
    monkeypatch.setattr(queries, "PIECE", 2)
    in_two = counted()

    assert (three, in_two) == (one, one + 1)


def test_ways_to_join_are_told_only_as_the_feed_allows(client):
    make_meeting(make_feed(), **ONLINE)
    make_meeting(make_feed("silent", shares_video_links=False), **ONLINE)

    told, untold = rows_of(client.get("/meetings.json"))

    assert ("conference_url" in told, "conference_url" in untold) == (True, False)


def test_table_is_the_same_list(client):
    meeting = make_meeting(make_feed())

    response = client.get("/meetings.csv")

    rows = list(csv.DictReader(io.StringIO(body(response).decode())))
    assert [(row["ID"], row["Name"], row["Day"]) for row in rows] == [(meeting.public_id, "Monday Night", "Monday")]
    assert response.headers["Content-Disposition"] == 'attachment; filename="meetings.csv"'


def test_calendar_of_one_meeting_and_of_a_choice(client):
    feed = make_feed()
    first, second = make_meeting(feed), make_meeting(feed, weekdays=(2,))

    one = client.get(f"/meetings/{first.public_id}.ics")
    both = client.get(f"/meetings.ics?id={first.public_id},{second.public_id}&id=nobody&names")

    assert [str(each["SUMMARY"]) for each in Calendar.from_ical(body(one)).walk("VEVENT")] == ["Meeting"]
    assert [str(each["SUMMARY"]) for each in Calendar.from_ical(body(both)).walk("VEVENT")] == ["Monday Night"] * 2
    assert one.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert one.headers["Cache-Control"] == "private, max-age=300"


def test_calendar_that_is_asked_for_again_is_not_sent_again(client):
    meeting = make_meeting(make_feed())
    tag = client.get(f"/meetings/{meeting.public_id}.ics").headers["ETag"]

    again = client.get(f"/meetings/{meeting.public_id}.ics", headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("told", [{"weekdays": (), "start": None}, {"gone_at": READ + timedelta(days=1)}])
def test_meeting_without_an_hour_or_that_left_its_feed_has_no_calendar(client, told):
    meeting = make_meeting(make_feed(), **told)

    response = client.get(f"/meetings/{meeting.public_id}.ics")

    assert (response.status_code, b"BEGIN:VCALENDAR" in response.content) == (404, False)


@pytest.mark.parametrize("path", ["/meetings.json", "/meetings.csv", "/meetings.ics", "/bmlt/client_interface/json/"])
def test_lists_are_only_read(path):
    client = Client(enforce_csrf_checks=True)

    response = client.post(path, {"switcher": "GetFormats"})

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_network_gets_ten_whole_lists_a_minute_and_smaller_answers_beside_them(client, monkeypatch, at):
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: at)
    make_meeting(make_feed())
    search, values = "/bmlt/client_interface/json/?switcher=GetSearchResults", "&weekdays=2"
    whole = [client.get(path) for path in ("/meetings.json", "/meetings.csv", search) * 4]
    tag = whole[0].headers["ETag"]

    narrowed = client.get(search + values)
    known = client.get("/meetings.json", headers={"if-none-match": tag})
    elsewhere = client.get("/meetings.json", REMOTE_ADDR="198.51.100.7")

    assert [each.status_code for each in whole] == [200] * 10 + [429] * 2
    assert int(whole[-1].headers["Retry-After"]) in range(1, 61)
    assert [each.status_code for each in (narrowed, known, elsewhere)] == [200, 304, 200]


@pytest.mark.parametrize(
    ("width", "last"),
    [("geo_width=12000", 429), ("geo_width_km=20000", 429), ("geo_width=-1000000", 429), ("geo_width=25", 200),
     ("geo_width=-50", 200)],
)  # fmt: skip
def test_circle_round_half_the_country_counts_as_a_whole_list(client, monkeypatch, at, width, last):
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: at)
    make_meeting(make_feed())
    search = f"/bmlt/client_interface/json/?switcher=GetSearchResults&lat_val=39.8&long_val=-89.65&{width}"

    statuses = [client.get(search).status_code for _ in range(11)]

    assert statuses == [200] * 10 + [last]


def test_list_keeps_the_limit_of_all_calls(client, settings):
    settings.API_PER_MINUTE = 1

    answers = [client.get("/meetings.json").status_code for _ in range(2)]

    assert answers == [200, 429]
