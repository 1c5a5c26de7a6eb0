"""What somebody who went can tell us: one press, no account, and nothing about them is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from handrail.kernel import busy_database
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.venues import Venue
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.models import Feed, Meeting, MeetingReports
from handrail.meetings.views import reporting
from handrail.web.limiting.limits import forget_permits
from held_database import held_for_writing
from meeting_rows import make_stored_meeting
from pages.reading import all_with, carried, title, words

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"
FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}
TUESDAY_NOON = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # in Chicago
MONDAY = "2026-11-23"


@pytest.fixture(autouse=True)
def fresh_limits():
    forget_permits()
    yield
    forget_permits()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Set by a test with `clock(moment)`."""

    def set_to(moment):
        monkeypatch.setattr(reporting.timezone, "now", lambda: moment)

    set_to(TUESDAY_NOON)
    return set_to


def press(meeting, answer="there", *, page="seen", day=MONDAY, address=ADDRESS, language="", headers=FROM_OUR_PAGE):
    client = Client(REMOTE_ADDR=address, headers=headers)
    return client.post(f"{language}/meetings/{meeting.public_id}/{page}/", {"answer": answer, "day": day})


def kept():
    return list(MeetingReports.objects.order_by("pk").values_list("day", "answer", "times"))


@pytest.mark.parametrize(
    ("page", "answers"),
    [("seen", ["there", "nobody", "moved"]), ("welcome", ["welcome", "listen_only", "told_to_stop"])],
)
def test_question_is_one_press(page, answers):
    meeting = make_stored_meeting(name="Steps at Noon")

    response = Client().get(f"/meetings/{meeting.public_id}/{page}/")

    assert response.status_code == 200
    assert [button["value"] for button in all_with(response, "button", name="answer")] == answers
    assert [each["value"] for each in all_with(response, "input", name="day")] == [MONDAY]
    assert "Monday, November 23" in words(response)
    assert (title(response), response.cookies) == ("Handrail", {})
    assert ("No meeting decides about your medicine." in words(response)) is (page == "welcome")


@pytest.mark.parametrize(
    ("page", "answer", "said"),
    [
        ("seen", "there", "Lists now say that people saw it on this day."),
        ("seen", "nobody", "One answer alone changes nothing."),
        ("seen", "moved", "The meeting stays listed until its own list drops it."),
        ("welcome", "welcome", "One answer is never shown."),
        ("welcome", "listen_only", "It is not about you."),
        ("welcome", "told_to_stop", "Never stop it because a group says so."),
    ],
)
def test_press_is_counted_for_the_day_of_the_meeting_and_told_what_becomes_of_it(page, answer, said):
    meeting = make_stored_meeting()

    response = press(meeting, answer, page=page)

    assert kept() == [(datetime(2026, 11, 23, tzinfo=UTC).date(), answer, 1)]
    assert (response.status_code, said in words(response), title(response)) == (200, True, "Handrail")
    assert len(all_with(response, "a", href=f"/meetings/{meeting.public_id}/")) == 1
    assert (response.cookies, "no-store" in response.headers["Cache-Control"]) == ({}, True)


def test_that_it_was_there_is_known_by_the_hour_of_the_meeting_and_not_of_the_press():
    meeting = make_stored_meeting()

    press(meeting)

    assert Meeting.objects.get().confirmed_at == datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def test_second_press_of_a_day_is_thanked_for_and_not_counted():
    meeting = make_stored_meeting()
    press(meeting, "there")

    again = press(meeting, "nobody")
    other_question = press(meeting, "welcome", page="welcome")

    assert (again.status_code, other_question.status_code) == (429, 200)
    assert "We have this already" in words(again)
    assert [(answer, times) for _, answer, times in kept()] == [("there", 1), ("welcome", 1)]


def test_same_press_sent_again_on_other_days_speaks_of_one_day_alone(clock):
    meeting, statuses = make_stored_meeting(), []

    for days in range(4):
        clock(TUESDAY_NOON + timedelta(days=days))
        statuses.append(press(meeting, "told_to_stop", page="welcome").status_code)

    assert statuses == [200] * 4
    assert len(kept()) == 1


def test_flood_from_many_networks_is_one_day():
    meeting = make_stored_meeting()

    statuses = {press(meeting, "nobody", address=f"198.51.{number}.9").status_code for number in range(30)}

    assert (statuses, [row[1:] for row in kept()]) == ({200}, [("nobody", 30)])


def test_one_network_says_something_of_twenty_meetings_a_day_and_another_goes_on():
    meetings = [make_stored_meeting() for _ in range(21)]

    statuses = [press(meeting).status_code for meeting in meetings]

    assert statuses == [200] * 20 + [429]
    assert press(meetings[20], address="198.51.100.9").status_code == 200
    assert MeetingReports.objects.count() == 21


def test_presses_from_one_large_ipv6_network_count_as_one():
    meeting = make_stored_meeting()

    statuses = [press(meeting, address=f"2001:db8:1:{number:x}00::1").status_code for number in range(1, 4)]

    assert (statuses, kept()[0][2]) == ([200, 429, 429], 1)


@pytest.mark.parametrize(
    ("page", "answer"), [("seen", ""), ("seen", "welcome"), ("welcome", "there"), ("seen", "x" * 5000)]
)
def test_what_is_no_answer_to_the_question_shows_it_and_keeps_nothing(page, answer):
    response = press(make_stored_meeting(), answer, page=page)

    assert (response.status_code, kept()) == (200, [])
    assert len(all_with(response, "button", name="answer")) == 3


@pytest.mark.parametrize("day", ["", "2026-11-16", "2026-11-30", "yesterday", "2026-11-23T00:00:00"])
def test_press_of_a_page_left_open_is_asked_again_of_the_last_day(day):
    response = press(make_stored_meeting(), "nobody", day=day)

    assert (response.status_code, kept()) == (200, [])
    assert "The meeting was held again since you opened that page." in words(response)
    assert [each["value"] for each in all_with(response, "input", name="day")] == [MONDAY]


def test_of_a_meeting_by_appointment_people_speak_of_today():
    meeting = make_stored_meeting(weekdays="", start=None)

    response = press(meeting, "nobody", day="2026-11-24")

    assert (response.status_code, [row[1:] for row in kept()]) == (200, [("nobody", 1)])


@pytest.mark.parametrize("page", ["seen", "welcome"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_meeting_is_not_found_and_one_that_left_its_list_is_gone(page, method, at):
    left = make_stored_meeting(gone_at=at)

    responses = [
        getattr(Client(headers=FROM_OUR_PAGE), method)(f"/meetings/{public_id}/{page}/", {"answer": "there"})
        for public_id in (left.public_id, "aaaaaaaaaaaaa", "UPPER")
    ]

    assert [response.status_code for response in responses] == [410, 404, 404]
    assert "This meeting is no longer listed." in words(responses[0])
    assert kept() == []


@pytest.mark.parametrize(
    ("facts", "page", "answer"),
    [
        ({"venue": Venue.SUSPENDED}, "seen", "there"),
        ({"venue": Venue.SUSPENDED}, "welcome", "welcome"),
        ({"fellowship": Fellowship.AL_ANON}, "welcome", "welcome"),
    ],
)
def test_what_is_not_asked_is_not_answered(facts, page, answer):
    meeting = make_stored_meeting(**facts)

    pressed = press(meeting, answer, page=page)
    opened = Client().get(f"/es/meetings/{meeting.public_id}/{page}/")

    led_to = [response.headers.get("Location") for response in (pressed, opened)]
    assert led_to == [f"/meetings/{meeting.public_id}/", f"/es/meetings/{meeting.public_id}/"]
    assert kept() == []


def test_way_back_is_kept_where_the_meeting_left_its_list(at):
    meeting = make_stored_meeting(gone_at=at)
    search = MeetingSearch(place="60608").token(at=TUESDAY_NOON)

    pages = [
        Client(headers=FROM_OUR_PAGE).post(
            f"/meetings/{meeting.public_id}/{page}", {"search": search, "answer": "there"}
        )
        for page in ("", "seen/")
    ]

    assert [(page.status_code, "Back to my meetings" in words(page)) for page in pages] == [(410, True)] * 2


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://other.example"}])
def test_press_that_is_not_from_our_page_is_refused(headers):
    response = press(make_stored_meeting(), headers=headers)

    assert (response.status_code, kept()) == (403, [])


def test_neither_address_nor_hour_of_who_pressed_is_stored():
    meeting = make_stored_meeting()
    press(meeting)
    press(meeting, "told_to_stop", page="welcome")

    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = "".join(map(repr, cursor.fetchall()))

    assert [table for table, row in rows.items() if "203.0.113" in row] == []
    assert [table for table, row in rows.items() if "18:00" in row or "18, 0" in row] == []


def test_who_keeps_the_list_can_be_told():
    meeting = make_stored_meeting(name="Steps at Noon", feedback_emails=["lists@area.example"])

    response = press(meeting, "moved")

    (link,) = [each["href"] for each in all_with(response, "a") if each.get("href", "").startswith("mailto:")]
    assert link.startswith("mailto:lists@area.example?subject=Please%20correct%3A%20Steps%20at%20Noon")
    assert "(they see your e-mail address)" in words(response)


def test_passcode_in_a_name_is_not_told():
    meeting = make_stored_meeting(name="Zoom 123 456 7890 passcode 777")
    Feed.objects.update(shares_video_links=True)

    told = words(press(meeting))

    assert ("777" in told, "Meeting · Monday, November 23" in told.replace("\N{NO-BREAK SPACE}", " ")) == (False, True)


def test_markup_in_a_name_is_shown_as_text():
    page = press(make_stored_meeting(name="<script>alert(1)</script>")).content.decode()

    assert ("<script>alert(1)" in page, "&lt;script&gt;alert(1)&lt;/script&gt;" in page) == (False, True)


@pytest.mark.parametrize("page", ["seen", "welcome"])
def test_page_costs_the_same_few_queries(page, django_assert_num_queries):
    meeting = make_stored_meeting()
    Client().get(f"/meetings/{meeting.public_id}/{page}/")

    with django_assert_num_queries(2):
        response = Client().get(f"/meetings/{meeting.public_id}/{page}/")

    assert response.status_code == 200


def test_way_back_to_the_meetings_goes_along():
    meeting, client = make_stored_meeting(), Client(headers=FROM_OUR_PAGE)
    search = carried(client.post("/meetings/", {"filtering": "1", "where": "online"}))
    page = f"/meetings/{meeting.public_id}/"

    opened = client.post(page, {"search": search})
    asked = client.post(f"{page}seen/", {"search": search})
    thanked = client.post(f"{page}seen/", {"search": search, "answer": "there", "day": MONDAY})

    for response in (opened, asked, thanked):
        assert (response.status_code, carried(response)) == (200, search)
        assert "Back to my meetings" in words(response)
    assert {field["value"] for field in all_with(opened, "input", name="search")} == {search}
    assert len(all_with(thanked, "button", form="kept", formaction=page)) == 1
    assert len(kept()) == 1


def test_in_spanish():
    meeting = make_stored_meeting()

    assert "¿Estaba allí?" in words(Client().get(f"/es/meetings/{meeting.public_id}/seen/"))
    assert "Ninguna reunión decide sobre su medicina." in words(
        press(meeting, "welcome", page="welcome", language="/es")
    )


@pytest.mark.django_db(transaction=True)
def test_press_that_meets_an_import_can_be_pressed_again(monkeypatch):
    monkeypatch.setattr(busy_database, "LONGEST_WAIT_OF_A_PERSON", 50)
    meeting = make_stored_meeting()

    with held_for_writing("meetings_meetingreports"):
        refused = press(meeting, "nobody")
    again = press(meeting, "nobody")

    assert (refused.status_code, "Please try again" in words(refused)) == (503, True)
    assert len(all_with(refused, "button", name="answer")) == 3
    assert (again.status_code, [row[1:] for row in kept()]) == (200, [("nobody", 1)])


@pytest.mark.parametrize("answer", ["there", "nobody", "moved"])
def test_whoever_stood_before_a_door_finds_another_meeting(answer):
    thanked = press(make_stored_meeting(), answer)

    assert "Find other meetings" in words(thanked)
