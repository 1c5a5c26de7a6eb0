"""A week on paper: of a place or of what was picked."""

from datetime import UTC, datetime, time

import pytest

from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.index.live import forget_meetings
from handrail.meetings.models import Meeting, PeoplesWord
from handrail.meetings.views import printed_week
from handrail.meetings.week import queries
from interop.meeting_lists.listed_meetings import make_feed, make_meeting
from meetings.export.published_samples import ONLINE
from pages.reading import all_with, led_to, on_paper, words

pytestmark = pytest.mark.django_db

WEEK = "/meetings/week/"
AT = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
SPRINGFIELD = {"place": "62701", "miles": "25", "where": "in_person"}
BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(printed_week.timezone, "now", lambda: AT)
    forget_meetings()
    yield
    forget_meetings()


@pytest.fixture
def listed(db):
    feed = make_feed(
        service_bodies=[{"id": "5", "parent_id": "0", "name": "Springfield Area", "helpline": "217-555-0100"}]
    )
    meetings = [
        make_meeting(feed, name="Evening", service_body="5"),
        make_meeting(feed, name="Daily", weekdays=tuple(range(7)), start=time(7, 0), minutes=60),
        make_meeting(feed, name="Far away", latitude=47.9, longitude=-124.6),
        make_meeting(feed, name="From home", **ONLINE),
        make_meeting(feed, name="Paused", venue=Venue.SUSPENDED),
    ]
    bump_revision(at=AT)
    return meetings


def told(response) -> str:
    return on_paper(response).replace(BREAK, " ")


def ids(meetings) -> list[str]:
    return [each.public_id for each in meetings]


def test_week_near_a_place_has_seven_days_and_what_is_held_there(client, listed):
    page = client.post(WEEK, SPRINGFIELD)

    shown = told(page)
    days = ["Saturday, November 28", "Sunday, November 29", "Monday, November 30", "Friday, December 4"]
    assert [day for day in days if day not in shown] == []
    assert (shown.count("Daily"), shown.count("Evening")) == (7, 1)
    assert [name for name in ("Far away", "From home", "Paused") if name in shown] == []
    assert "7:30 pm to 8:45 pm" in shown


def test_sheet_says_its_clock_its_days_when_it_was_printed_and_to_ask(client, listed):
    shown = told(client.post(WEEK, SPRINGFIELD))

    for said in (
        "Meetings near 62701 (Springfield, IL)", "Saturday, November 28 to Friday, December 4",
        "Times are by Central time.", "Printed on November 28, 2026.",
        "Meetings change: ask whether it still happens.", "Never stop it because a group says so.",
    ):  # fmt: skip
        assert said in shown


def test_foot_has_the_crisis_numbers_and_the_line_of_the_body(client, listed):
    foot = told(client.post(WEEK, SPRINGFIELD)).partition("Who always answers")[2]

    assert [number for number in ("911", "988", "217-555-0100") if number not in foot] == []


def test_picked_meetings_are_printed_by_the_clock_of_their_rooms(client, listed):
    page = client.post(WEEK, {"pick": ids([listed[0], listed[3], listed[4]])})

    shown = told(page)
    assert "A week of meetings" in shown
    assert (shown.count("Evening"), shown.count("From home"), shown.count("Daily")) == (1, 1, 0)
    assert "1 meeting is not held now, or no longer listed." in shown


def test_meeting_of_another_zone_is_told_by_the_clock_of_the_sheet(client):
    feed = make_feed()
    rooms = [make_meeting(feed), make_meeting(feed)]
    elsewhere = make_meeting(
        feed, name="Far", venue=Venue.ONLINE, zone="America/New_York", weekdays=(2,), start=time(0, 30)
    )

    shown = told(client.post(WEEK, {"pick": ids([*rooms, elsewhere])}))

    monday = shown.partition("Monday, November 30")[2].partition("Tuesday, December 1")[0]
    assert "11:30 pm to 12:45 am" in monday


def test_room_that_is_online_too_elsewhere_does_not_set_the_clock_of_a_room_here(client):
    feed = make_feed()
    here = make_meeting(feed)
    joined = [make_meeting(feed, name=name, venue=Venue.HYBRID, zone="America/Los_Angeles") for name in ("One", "Two")]

    shown = told(client.post(WEEK, {"pick": ids([here, *joined])}))

    assert "Times are by Central time." in shown


def test_what_is_always_open_has_no_hours_on_paper(client):
    always = make_meeting(make_feed(), weekdays=tuple(range(7)), start=time(0), minutes=24 * 60)

    shown = told(client.post(WEEK, {"pick": ids([always])}))

    assert (shown.count("day and night"), shown.count("midnight")) == (7, 0)


def test_nothing_on_paper_leads_into_an_online_meeting_or_names_an_id(client, listed):
    page = client.post(WEEK, {"pick": ids(listed)})

    content = page.content.decode().partition("<article")[2].partition("</article")[0]
    assert [word for word in ("zoom", "Passcode", "447555", *ids(listed)) if word in content] == []
    assert "no-store" in page.headers["Cache-Control"]


def test_clock_that_was_guessed_is_marked_on_paper_too(client):
    meeting = make_meeting(make_feed(), zone_from=ZoneFrom.GUESSED)

    shown = told(client.post(WEEK, {"pick": ids([meeting])}))

    assert "Time zone not sure: check the hour" in shown


def test_by_get_it_is_a_form_and_nothing_else(client, listed):
    page = client.get(WEEK)

    assert page.status_code == 200
    assert "Print a week of meetings" in words(page)
    assert "Evening" not in words(page)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"place": ""}, "place"),
        ({"place": "00000"}, "place"),
        ({"place": "Nowhere at all, IL"}, "place"),
        ({"miles": "7000"}, "miles"),
    ],
)
def test_what_cannot_be_searched_is_said_beside_its_field(client, listed, sent, field):
    page = client.post(WEEK, SPRINGFIELD | sent)

    assert page.status_code == 422
    assert led_to(page) == [field]


def test_name_of_several_towns_is_chosen_with_one_press(client, listed):
    asked = client.post(WEEK, SPRINGFIELD | {"place": "Springfield"})
    token = all_with(asked, "input", name="search")[0]["value"]

    page = client.post(WEEK, {"search": token, "place": "Springfield, IL"})

    assert asked.status_code == 422
    assert "Springfield, IL" in [button.get("value") for button in all_with(asked, "button", name="place")]
    assert "Meetings near Springfield, IL" in told(page)


def test_expired_or_foreign_search_is_asked_for_again(client, listed):
    page = client.post(WEEK, {"search": "nonsense"})

    assert page.status_code == 422
    assert "Your search has timed out." in words(page)


def test_nothing_near_is_said_and_the_numbers_stay(client, listed):
    shown = told(client.post(WEEK, SPRINGFIELD | {"place": "Anchorage, AK"}))

    assert "No meeting is listed here for these days." in shown
    assert "Times are by Alaska time." in shown
    assert "988" in shown


def test_spanish_sheet_is_spanish(client, listed):
    shown = told(client.post(f"/es{WEEK}", SPRINGFIELD))

    assert "Reuniones cerca de 62701 (Springfield, IL)" in shown
    assert "Lunes, 30 de noviembre" in shown


def test_sheet_holds_so_many_and_says_how_many_are_left_out(client, monkeypatch):
    monkeypatch.setattr(queries, "MOST_PRINTED", 2)
    feed = make_feed()
    for miles in range(4):
        make_meeting(feed, name=f"Number {miles}", latitude=39.8 + miles / 100)
    bump_revision(at=AT)

    shown = told(client.post(WEEK, SPRINGFIELD))

    assert [number for number in range(4) if f"Number {number}" in shown] == [0, 1]
    assert "2 more are left out." in shown


@pytest.mark.parametrize("number", [1, 3])
def test_sheet_takes_the_same_queries_for_any_number_of_meetings(client, number, django_assert_num_queries):
    feed = make_feed()
    meetings = [make_meeting(feed, weekdays=tuple(range(7))) for _ in range(number)]
    bump_revision(at=AT)
    client.post(WEEK, SPRINGFIELD)

    with django_assert_num_queries(2):
        client.post(WEEK, SPRINGFIELD)
    with django_assert_num_queries(2):
        client.post(WEEK, {"pick": ids(meetings)})


def test_meeting_at_which_people_found_nobody_is_marked_on_paper(client):
    doubted, other = make_meeting(make_feed(), name="Doubted"), make_meeting(make_feed("other"), name="Seen")
    word = {"doubt": "nobody", "doubt_days": 2, "doubted_on": AT.date()}
    PeoplesWord.objects.create(meeting=doubted, **word)
    PeoplesWord.objects.create(meeting=other, **word)
    Meeting.objects.filter(pk=other.pk).update(confirmed_at=AT)

    shown = told(client.post(WEEK, {"pick": ids([doubted, other])}))

    rows = shown.partition("Doubted")[2].partition("Seen")
    assert ["People found nobody on 2 days" in row for row in (rows[0], rows[2])] == [True, False]
