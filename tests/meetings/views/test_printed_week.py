"""A week on paper: of a place or of what was picked."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.medicine_reports import Told
from handrail.meetings.domain.reports import Answer
from handrail.meetings.domain.traits import Trait
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
    assert (shown.count("Daily"), shown.count("Evening")) == (1, 1)
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

    assert (shown.count("day and night"), shown.count("midnight")) == (1, 0)


def test_daily_meeting_stands_once_above_the_days_and_no_day_says_that_there_is_none(client, listed):
    shown = told(client.post(WEEK, SPRINGFIELD))

    every_day, _, days = shown.partition("Saturday, November 28 ")[2].partition("Saturday, November 28")
    assert "Every day 7:00 am to 8:00 am Daily" in every_day
    assert (days.count("Only what is held every day."), days.count("None listed.")) == (6, 0)


def test_without_a_daily_meeting_an_empty_day_says_that_none_is_listed(client, listed):
    shown = told(client.post(WEEK, {"pick": ids(listed[:1])}))

    assert (shown.count("None listed."), shown.count("very day")) == (6, 0)


def test_daily_meeting_whose_hour_changes_in_the_week_stands_on_each_day(client, monkeypatch):
    """Clocks in the United States go back on Sunday, those in India never."""
    monkeypatch.setattr(printed_week.timezone, "now", lambda: datetime(2026, 10, 29, 18, 0, tzinfo=UTC))
    feed, daily = make_feed(), {"weekdays": tuple(range(7)), "start": time(7, 0), "minutes": 60}
    here = make_meeting(feed, name="Here", **daily)
    there = make_meeting(feed, name="There", venue=Venue.ONLINE, zone="Asia/Kolkata", **daily)

    shown = told(client.post(WEEK, {"pick": ids([here, there])}))

    assert (shown.count("Here"), shown.count("There")) == (1, 7)
    assert (shown.count("8:30 pm to 9:30 pm"), shown.count("7:30 pm to 8:30 pm")) == (3, 4)


def test_nothing_on_paper_leads_into_an_online_meeting_or_names_an_id(client, listed):
    page = client.post(WEEK, {"pick": ids(listed)})

    content = page.content.decode().partition("<article")[2].partition("</article")[0]
    assert [word for word in ("zoom", "Passcode", "447555", *ids(listed)) if word in content] == []
    assert "no-store" in page.headers["Cache-Control"]


def boxed(page) -> list[str]:
    return re.findall('<span class="boxed">([^<]+)</span>', page.content.decode())


@pytest.mark.parametrize(
    ("facts", "word", "said", "is_boxed"),
    [
        ({"fellowship": Fellowship.MARA}, "", "Medicine welcome, not yet confirmed", False),
        ({"fellowship": Fellowship.SMART}, "", "Medicine welcome, says the fellowship", False),
        ({"traits": frozenset({Trait.MEDICINE_WELCOME})}, "", "Medicine welcome, says its list", False),
        ({}, "", "Medicine: varies by group", False),
        ({"fellowship": Fellowship.CA}, "", "Medicine: not known", False),
        ({}, Told.WELCOME, "Medicine welcome, people said on 6 days", False),
        ({}, Told.LISTEN_ONLY, "Medicine: asked only to listen, people said on 6 days", True),
        ({}, Told.TOLD_TO_STOP, "Medicine: told to stop it, people said on 6 days", True),
        ({"fellowship": Fellowship.MARA}, Told.DIFFERS, "Medicine: what people say differs, from 6 days", True),
    ],
)
def test_paper_says_what_is_known_of_medicine_who_says_so_and_boxes_what_is_no_welcome(
    client, facts, word, said, is_boxed
):
    meeting = make_meeting(make_feed(), **facts)
    if word:
        PeoplesWord.objects.create(meeting=meeting, medicine=word, medicine_days=6)

    page = client.post(WEEK, {"pick": ids([meeting])})

    assert told(page).count(said) == 1
    assert boxed(page) == ([said] if is_boxed else [])


def test_families_read_that_it_is_for_them_and_of_no_medicine(client):
    meeting = make_meeting(make_feed(), fellowship=Fellowship.AL_ANON)

    shown = told(client.post(WEEK, {"pick": ids([meeting])}))

    assert "Al-Anon · for families and friends" in shown
    assert "Medicine" not in shown.partition("Monday, November 30")[2].partition("First time?")[0]


@pytest.mark.parametrize(("changed", "is_told"), [(AT - timedelta(days=300), True), (AT - timedelta(days=3), False)])
def test_what_nobody_confirmed_lately_says_so_on_paper(client, changed, is_told):
    meeting = make_meeting(make_feed(), changed_upstream=changed)

    shown = told(client.post(WEEK, {"pick": ids([meeting])}))

    assert ("not confirmed" in shown) is is_told
    assert "was it there?" not in shown


def test_meeting_where_people_found_nobody_is_boxed_on_paper(client):
    meeting = make_meeting(make_feed())
    doubt = {"doubt": Answer.NOBODY, "doubt_days": 2, "doubted_on": AT.date() - timedelta(days=5)}
    PeoplesWord.objects.create(meeting=meeting, **doubt)

    page = client.post(WEEK, {"pick": ids([meeting])})

    assert boxed(page) == ["People found nobody on 2 days"]


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
    assert "Lunes 30 de noviembre" in shown


def test_sheet_holds_so_many_and_says_how_many_are_left_out(client, monkeypatch):
    monkeypatch.setattr(queries, "MOST_PRINTED", 2)
    feed = make_feed()
    for miles in range(4):
        make_meeting(feed, name=f"Number {miles}", latitude=39.8 + miles / 100)
    bump_revision(at=AT)

    shown = told(client.post(WEEK, SPRINGFIELD))

    assert [number for number in range(4) if f"Number {number}" in shown] == [0, 1]
    assert "2 more are left out. This sheet has the nearest." in shown


def test_sheet_of_what_is_online_holds_the_soonest_and_says_so(client, monkeypatch):
    monkeypatch.setattr(queries, "MOST_PRINTED", 1)
    feed = make_feed()
    for name, day in (("On Friday", 5), ("On Monday", 1)):
        make_meeting(feed, name=name, weekdays=(day,), **ONLINE)
    bump_revision(at=AT)

    shown = told(client.post(WEEK, {"where": "online"}))

    assert ("On Monday" in shown, "On Friday" in shown) == (True, False)
    assert "1 more is left out. This sheet has the soonest." in shown


def test_sheet_of_more_than_forty_picked_holds_the_first_and_says_so(client):
    feed = make_feed()
    meetings = [make_meeting(feed) for _ in range(41)]

    shown = told(client.post(WEEK, {"pick": ids(meetings)}))

    assert "1 more is left out. This sheet has the first that you picked." in shown


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
