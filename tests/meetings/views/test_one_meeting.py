"""The page of one meeting, as a person gets it."""

from datetime import UTC, datetime, time

import pytest
from icalendar import Calendar

from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.models import Meeting
from handrail.meetings.views import one_meeting
from interop.meeting_lists.listed_meetings import READ, make_feed, make_meeting
from meetings.export.published_samples import ONLINE
from pages.reading import all_with, title, words

pytestmark = pytest.mark.django_db

SATURDAY_NOON = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
MONDAY_EVENING = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)  # half an hour before the start
WAYS_IN = ("zoom.us", "123456789", "447555", "Passcode: example")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    it_is(monkeypatch, SATURDAY_NOON)


def it_is(monkeypatch, moment):
    monkeypatch.setattr(one_meeting.timezone, "now", lambda: moment)


def address(meeting: Meeting) -> str:
    return f"/meetings/{meeting.public_id}/"


def told(client, meeting: Meeting) -> str:
    return words(client.get(address(meeting))).replace("\N{NO-BREAK SPACE}", " ")


def test_page_says_when_where_for_whom_and_who_says_so(client):
    traits = frozenset({Trait.OPEN, Trait.WHEELCHAIR, Trait.SPEAKER})
    meeting = make_meeting(
        make_feed(), traits=traits, languages=("en", "es"), place_notes="Side door", transit="Bus 12"
    )

    shown = told(client, meeting)

    for said in (
        "Monday Night", "Narcotics Anonymous", "On Mondays, 7:30 pm to 8:45 pm",
        "Central time", "Monday, November 30", "Example Hall", "12 Example Street, Springfield, IL 62701, USA",
        "Side door", "Bus and train: Bus 12", "open to all", "wheelchair", "a speaker", "English, Spanish",
        "Springfield Area", "Last read November 20, 2026", "Its list names no address for corrections.",
    ):  # fmt: skip
        assert said in shown


def test_keeping_it_comes_before_the_question_to_those_who_were_there(client):
    shown = told(client, make_meeting(make_feed()))

    parts = ["Where", "Keep it", "What to expect", "Medicine and this fellowship", "Were you there on"]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_notes_stand_as_they_were_written_and_are_no_markup(client):
    notes = "Ring <b>twice</b>\n<script>alert(1)</script> & knock {{ 7*7 }}"
    meeting = make_meeting(make_feed(), notes=notes, name="A <i>name</i>")

    page = client.get(address(meeting)).content.decode()

    assert "Ring &lt;b&gt;twice&lt;/b&gt;\n&lt;script&gt;alert(1)&lt;/script&gt; &amp; knock {{ 7*7 }}" in page
    assert ("<script>alert" in page, "<i>name" in page) == (False, False)


def test_calendar_address_leads_to_the_meeting_and_subscribing_to_the_same(client):
    meeting = make_meeting(make_feed())
    page = client.get(address(meeting))

    links = [link["href"] for link in all_with(page, "a") if ".ics" in link["href"]]
    events = [Calendar.from_ical(client.get(link).content).walk("VEVENT")[0]["UID"] for link in links if link[0] == "/"]

    assert links == [
        f"/meetings/{meeting.public_id}.ics",
        f"webcal://testserver/meetings.ics?id={meeting.public_id}",
        f"/meetings/{meeting.public_id}.ics?names",
    ]
    assert (events[0] == meeting.public_id, events[1]) == (False, meeting.public_id)


def test_link_and_passcode_are_on_no_page_that_is_only_read(client, monkeypatch):
    it_is(monkeypatch, MONDAY_EVENING)
    meeting = make_meeting(make_feed(), **ONLINE, notes="Bring a mug.\nPasscode: example")

    page = client.get(address(meeting))

    assert [word for word in WAYS_IN if word in page.content.decode()] == []
    assert "Bring a mug." in words(page)
    assert all_with(page, "button", name="join") != []


def test_pressed_near_the_start_the_way_in_is_shown_and_kept_by_nobody(client, monkeypatch):
    it_is(monkeypatch, MONDAY_EVENING)
    meeting = make_meeting(make_feed(), **ONLINE)

    page = client.post(address(meeting), {"join": "1"})

    link = next(tag for tag in all_with(page, "a") if "zoom.us" in tag["href"])
    assert (link["href"], link["rel"]) == ("https://zoom.us/j/123456789", "noreferrer noopener")
    assert [tag["href"] for tag in all_with(page, "a") if "447555" in tag["href"]] == ["tel:+14475550100,,123%23"]
    assert "Passcode: example" in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert title(page) == "Handrail"


def test_pressed_at_another_hour_nothing_is_shown(client):
    meeting = make_meeting(make_feed(), **ONLINE)

    page = client.post(address(meeting), {"join": "1"})

    assert [word for word in WAYS_IN if word in page.content.decode()] == []
    assert "one hour before the start" in words(page)


def test_list_that_keeps_its_links_keeps_them(client, monkeypatch):
    it_is(monkeypatch, MONDAY_EVENING)
    feed = make_feed(shares_video_links=False)
    meeting = make_meeting(feed, **ONLINE, notes="Zoom ID 999 888 7777", website="https://zoom.us/j/1?pwd=x")

    page = client.post(address(meeting), {"join": "1"})

    assert [word for word in (*WAYS_IN, "999 888") if word in page.content.decode()] == []
    assert "does not let us pass on the way in" in words(page)


def test_suspended_meeting_says_so_and_has_ways_on(client):
    meeting = make_meeting(make_feed(), venue=Venue.SUSPENDED)

    page = client.get(address(meeting))

    assert page.status_code == 200
    assert "This meeting is not held now, says its list." in words(page)
    assert all_with(page, "a", href="/meetings/") != []
    assert [link for link in all_with(page, "a") if ".ics" in link["href"]] == []


def test_gone_meeting_is_gone_with_its_day_and_ways_on(client):
    meeting = make_meeting(make_feed(), gone_at=datetime(2026, 11, 26, 3, 0, tzinfo=UTC))

    page = client.get(address(meeting))

    assert page.status_code == 410
    assert "It left its list on November 25, 2026." in words(page)
    assert all_with(page, "a", href="/meetings/") != []
    assert "Monday Night" not in page.content.decode()


@pytest.mark.parametrize("public_id", ["aaaaaaaaaaaaa", "A", "x" * 200, "saved-", "0"])
def test_id_that_nobody_has_is_not_found(client, public_id):
    assert client.get(f"/meetings/{public_id}/").status_code == 404


def test_by_appointment_has_no_calendar_and_says_to_ask(client):
    meeting = make_meeting(make_feed(), weekdays=(), start=None)

    page = client.get(address(meeting))

    assert "By appointment" in words(page)
    assert "No hour is listed. Ask them first." in words(page)
    assert [link for link in all_with(page, "a") if ".ics" in link["href"]] == []


def test_correction_goes_to_the_list_with_the_meeting_named_and_nothing_of_the_visitor(client):
    feed = make_feed(feedback_url="https://list.example/fix", feedback_email="fix@example.org")
    meeting = make_meeting(feed, key="1452")

    page = client.get(address(meeting))

    assert all_with(page, "a", href="https://list.example/fix")[0]["rel"] == "noreferrer noopener"
    assert [tag["href"] for tag in all_with(page, "a") if tag["href"].startswith("mailto:")] == [
        f"mailto:fix@example.org?subject=Please%20correct%3A%20Monday%20Night%2C%201452%20%28{meeting.public_id}%29"
    ]


def test_title_names_the_meeting_only_where_its_address_does(client):
    meeting = make_meeting(make_feed())

    read, reached = client.get(address(meeting)), client.post(address(meeting))

    assert title(read) == "Monday Night · Meetings · Handrail"
    assert title(reached) == "Handrail"
    assert "no-store" in reached.headers["Cache-Control"]


def test_spanish_page_is_spanish(client):
    meeting = make_meeting(make_feed(), start=time(19, 30))

    shown = words(client.get(f"/es{address(meeting)}")).replace("\N{NO-BREAK SPACE}", " ")

    assert "Lunes 30 de noviembre" in shown
    assert "Nunca la deje porque un grupo lo diga." in shown


@pytest.mark.parametrize("meetings", [1, 3])
def test_page_takes_the_same_queries_however_many_meetings_its_list_has(client, meetings, django_assert_num_queries):
    feed = make_feed()
    made = [make_meeting(feed) for _ in range(meetings)]
    client.get(address(made[0]))

    with django_assert_num_queries(2):
        client.get(address(made[0]))


def test_other_sites_cannot_press_for_a_visitor(client):
    meeting = make_meeting(make_feed(), **ONLINE)

    response = client.post(address(meeting), {"join": "1"}, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403


def test_read_moment_of_the_feed_is_told_by_the_meetings_own_day(client):
    meeting = make_meeting(make_feed(read_at=datetime(2026, 11, 21, 5, 0, tzinfo=UTC)), changed_upstream=READ)

    shown = told(client, meeting)

    assert "Last read November 20, 2026" in shown
    assert "Last changed there November 20, 2026" in shown


def test_clock_that_was_guessed_is_marked_on_its_page(client):
    meetings = [make_meeting(make_feed(source), zone_from=ZoneFrom(source)) for source in ("row", "guessed")]

    pages = [told(client, meeting) for meeting in meetings]

    assert ["Time zone not sure: check the hour" in page for page in pages] == [False, True]


def test_page_reached_from_a_list_knows_the_way_back(client):
    meeting = make_meeting(make_feed(), **ONLINE)
    token = MeetingSearch(place="62701").token(at=SATURDAY_NOON)

    page = client.post(address(meeting), {"search": token})

    assert all_with(page, "form", id="kept")[0]["action"] == "/meetings/"
    assert "Back to my meetings" in words(page)
