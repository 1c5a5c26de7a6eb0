"""Meetings that were picked on a list, or saved on a device: by ids in the body of a form, and never in an address."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.icalendar import uid_of
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.models import PeoplesWord
from handrail.meetings.one_meeting.queries import published
from handrail.meetings.views import picked
from interop.meeting_lists.listed_meetings import make_feed, make_meeting
from meetings.export.published_samples import ONLINE
from pages.reading import all_with, title, words

pytestmark = pytest.mark.django_db

PICKED, SAVED = "/meetings/picked/", "/meetings/saved/"
AT = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(picked.timezone, "now", lambda: AT)


@pytest.fixture
def two(db):
    feed = make_feed()
    return [make_meeting(feed, name="First"), make_meeting(feed, name="Second", **ONLINE)]


def ids(meetings) -> list[str]:
    return [each.public_id for each in meetings]


def uids(calendar) -> set[str]:
    return {str(event["UID"]) for event in calendar.walk("VEVENT")}


def neutral_uids(meetings) -> set[str]:
    return {uid_of(published(each), named=False) for each in meetings}


def test_picked_meetings_stand_together_in_the_order_they_were_picked(client, two):
    page = client.post(PICKED, {"pick": ids(reversed(two))})

    assert [
        tag["href"] for tag in all_with(page, "a") if tag["href"].startswith("/meetings/") and len(tag["href"]) > 20
    ] == [f"/meetings/{each}/" for each in ids(reversed(two))]
    assert "2 meetings" in words(page)
    assert ("no-store" in page.headers["Cache-Control"], title(page)) == (True, "Handrail")


def test_no_link_holds_an_id_but_that_of_its_own_page_and_the_subscription(client, two):
    page = client.post(PICKED, {"pick": ids(two)})

    links = [tag["href"] for tag in all_with(page, "a") if any(each in tag["href"] for each in ids(two))]

    assert links == [
        *(f"/meetings/{each}/" for each in ids(two)),
        f"webcal://testserver/meetings.ics?id={','.join(ids(two))}",
    ]


def test_address_to_subscribe_gives_what_was_picked(client, two):
    page = client.post(PICKED, {"pick": ids(two)})
    address = all_with(page, "input", id="link")[0]["value"]

    calendar = Calendar.from_ical(client.get(address).content)

    assert address.startswith("http://testserver/meetings.ics?id=")
    assert uids(calendar) == neutral_uids(two)
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {"Meeting"}


def test_one_press_gives_the_calendar_file_without_an_address(client, two):
    response = client.post(PICKED, {"pick": ids(two), "calendar": "1"})

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert uids(Calendar.from_ical(response.content)) == neutral_uids(two)
    assert [each for each in ids(two) if each.encode() in response.content] == []
    assert [name for event in events for name in ("LOCATION", "DESCRIPTION", "URL") if name in event] == []
    assert response.headers["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert "no-store" in response.headers["Cache-Control"]


def test_calendar_of_nothing_with_hours_is_the_page_that_says_so(client):
    meeting = make_meeting(make_feed(), weekdays=(), start=None)

    response = client.post(PICKED, {"pick": ids([meeting]), "calendar": "1"})

    assert response.headers["Content-Type"].startswith("text/html")
    assert "By appointment" in words(response)


@pytest.mark.parametrize("path", [PICKED, SAVED])
def test_gone_suspended_and_unknown_ones_are_told(client, path):
    feed = make_feed()
    gone, paused = make_meeting(feed, gone_at=AT, name="Left"), make_meeting(feed, venue=Venue.SUSPENDED)

    page = client.post(path, {"pick": [*ids([gone, paused]), "a" * 13]})

    assert "No longer listed" in words(page)
    assert "Not held now" in words(page)
    assert "1 meeting is not known here any more." in words(page)
    assert "Left" not in words(page).split("No longer")[0]


@pytest.mark.parametrize("path", [PICKED, SAVED])
@pytest.mark.parametrize("sent", [{}, {"pick": "<script>"}, {"ids": "...."}, {"ids": "é" * 3_000}])
def test_nothing_or_nonsense_is_answered_kindly(client, path, sent):
    page = client.post(path, sent)

    assert page.status_code == 422
    assert "Pick some meetings first" in words(page)


def test_saved_page_by_get_knows_nothing_and_says_what_to_do_without_a_script(client):
    page = client.get(SAVED)

    assert "Saving needs JavaScript, which is off." in words(page)
    assert all_with(page, "form", action=SAVED)[0].keys() >= {"data-saved-form", "hidden"}
    assert all_with(page, "a", href="/meetings/week/") != []
    assert page.cookies == {}


def test_saved_list_can_be_forgotten_whole_or_one_by_one(client, two):
    page = client.post(SAVED, {"ids": ".".join(ids(two))})

    assert [tag["data-forget"] for tag in all_with(page, "button") if "data-forget" in tag] == ids(two)
    assert len([tag for tag in all_with(page, "button") if "data-forget-all" in tag]) == 1
    assert [tag for tag in all_with(page, "button") if "data-save" in tag] == []


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries_for_any_number_of_meetings(client, number, django_assert_num_queries):
    feed = make_feed()
    sent = {"pick": ids([make_meeting(feed) for _ in range(number)])}
    client.post(PICKED, sent)

    with django_assert_num_queries(2):
        client.post(PICKED, sent)


def test_more_than_forty_are_left_out_and_said(client):
    feed = make_feed()
    meetings = [make_meeting(feed) for _ in range(41)]

    page = client.post(PICKED, {"pick": ids(meetings)})

    assert "40 meetings are kept. The others were left out." in words(page)
    assert "40 meetings" in words(page)


def test_way_back_goes_along_to_each_picked_meeting(client, two):
    search = MeetingSearch(place="60608").token(at=AT)

    page = client.post(PICKED, {"pick": ids(two), "search": search})

    pressed = [all_with(page, "button", form="kept", formaction=f"/meetings/{each}/") for each in ids(two)]
    assert [len(buttons) for buttons in pressed] == [1, 1]


@pytest.mark.parametrize("path", [PICKED, SAVED])
def test_picked_meeting_that_people_doubt_says_so(client, two, path):
    PeoplesWord.objects.create(meeting=two[1], doubt="nobody", doubt_days=2, doubted_on=AT.date())

    page = client.post(path, {"pick": ids(two)})

    parts = words(page).partition("Second")
    assert ["People found nobody on 2 days" in part for part in (parts[0], parts[2])] == [False, True]
