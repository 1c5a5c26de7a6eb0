"""The page behind a question: alike for every address until somebody presses; then one answer, once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.directory.claims.actions.claiming import refuse, withdraw
from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Group, Level, Numbers, SaidBy
from handrail.directory.models import ListingContact, OpenPlaces, OpenPlacesEvent, OpenPlacesNudge
from handrail.directory.open_places.actions import say
from handrail.directory.own_places.actions.nudging import ask
from handrail.messaging.models import Message
from handrail.privacy.models import OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.web.limiting.limits import forget_permits
from lost_answers import press_and_lose_the_answer
from pages.reading import all_with, words
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ANYONE = Group(Level.WITHDRAWAL)
GUESSED = "/account/still-true/guessed/"
HERE = {"headers": {"origin": "http://testserver"}}


@pytest.fixture(autouse=True)
def fresh_counts():
    forget_permits()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def link(asked_program, now):
    """Of a question about two beds, sent half an hour ago."""
    tell(asked_program, now - 20 * HOUR, available=2)
    ask(asked_program.place, asked_program.contact, now + 4 * HOUR, at=now - HOUR / 2)
    return opened(Message.objects.get(), "letter")["letter"]["link"]


def tell(program, at, *, available):
    numbers = {ANYONE: Numbers(available, 9)}
    say(facility=program.place, numbers=numbers, by=program.lead, at=at, source=SaidBy.PROGRAM)


def press(client, link, **form):
    return client.post(link, form, **HERE)


def known():
    row = OpenPlaces.objects.get()
    return row.available, row.source


def test_looking_changes_and_tells_nothing_and_its_cookie_is_of_that_address_alone(link, asked_program):
    before = everything_stored()

    true, guessed = Client().get(link), Client().get(GUESSED)

    assert words(true) == words(guessed)
    assert (asked_program.place.name in words(true), "2 beds" in words(true)) == (False, False)
    assert {each["path"] for each in true.cookies.values()} == {link, f"/es{link}"}
    assert true.headers["Cache-Control"] == "no-store"
    assert everything_stored() == before


def test_one_press_says_that_it_is_still_true(link):
    answer = press(Client(), link, still_true="")

    event = OpenPlacesEvent.objects.first()
    assert (answer.status_code, "Thank you. It is saved." in words(answer)) == (200, True)
    assert known() == (2, "link")
    assert (event.change, event.source, event.by, event.through) == (
        "renewed",
        "link",
        None,
        OneTimeLink.objects.get().public_id,
    )


def test_second_answer_is_refused_like_a_guess(link):
    press(Client(), link, still_true="")

    used, guessed = press(Client(), link, still_true=""), press(Client(), GUESSED, still_true="")

    assert (used.status_code, words(used)) == (404, words(guessed))
    assert OpenPlacesEvent.objects.count() == 2


def test_who_looks_first_sees_the_numbers_and_has_the_link(link, asked_program):
    mine, other = Client(), Client()

    shown = press(mine, link, look="1")
    refused = press(other, link, look="1")
    again = press(mine, link, look="1")

    assert asked_program.place.name in words(shown)
    assert "2 beds for anyone, updated 20 hours ago by the program" in words(shown)
    assert asked_program.lead.username not in words(shown)
    assert [answer.status_code for answer in (shown, refused, again)] == [200, 404, 200]
    assert {cookie["path"] for cookie in mine.cookies.values()} == {link, f"/es{link}"}


def test_new_numbers_are_saved_and_use_the_link_up(link):
    client = Client()
    shown = press(client, link, look="1")
    (seen,) = all_with(shown, "input", name="seen")

    answer = press(client, link, seen=seen["value"], **{"available-withdrawal-any-any": "1"})

    assert (answer.status_code, known()) == (200, (1, "link"))
    assert press(client, link, look="1").status_code == 404


def test_still_true_is_looked_at_first_where_somebody_has_spoken_since(link, asked_program, now):
    tell(asked_program, now - HOUR / 4, available=5)
    client = Client()

    told = press(client, link, still_true="")
    (button,) = all_with(told, "button", name="still_true")
    answer = press(client, link, still_true=button["value"])

    assert (told.status_code, "5 beds" in words(told)) == (409, True)
    assert "Someone else changed these numbers" in words(told)
    assert (answer.status_code, known()) == (200, (5, "link"))


def test_wrong_number_keeps_what_was_typed_and_leaves_the_link_open(link):
    client = Client()
    seen = all_with(press(client, link, look="1"), "input", name="seen")[0]["value"]

    wrong = press(client, link, seen=seen, **{"available-withdrawal-any-any": "many"})
    right = press(client, link, seen=seen, **{"available-withdrawal-any-any": "4"})

    assert (wrong.status_code, "Write a whole number" in words(wrong)) == (422, True)
    assert (right.status_code, known()) == (200, (4, "link"))


def given_back(program, now):
    withdraw(claim=program.kept, by=program.lead, at=now)


def contested(program, now):
    refuse(claim=program.kept, to=State.CONTESTED, reason="A neighbor.", by=program.operator, at=now)


def forgotten(program, now):
    OpenPlacesNudge.objects.all().delete()


def expired(program, now):
    OneTimeLink.objects.update(ends_at=now)


@pytest.mark.parametrize("end", [given_back, contested, forgotten, expired])
@pytest.mark.parametrize("form", [{"still_true": ""}, {"look": "1"}, {"seen": "0"}])
def test_link_of_a_page_that_is_kept_no_more_looks_like_a_guess(link, asked_program, now, end, form):
    end(asked_program, now)

    true, guessed = press(Client(), link, **form), press(Client(), GUESSED, **form)

    assert (true.status_code, words(true)) == (404, words(guessed))
    assert dict(true.cookies) == {}
    assert known() == (2, "program")


def test_form_of_another_site_is_refused(link):
    answer = Client().post(link, {"still_true": ""}, headers={"origin": "https://elsewhere.example"})

    assert (answer.status_code, known()) == (403, (2, "program"))


def test_guessing_is_slowed_down(link):
    client = Client()

    statuses = [press(client, GUESSED, still_true="").status_code for _ in range(60)]

    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_page_has_a_twin_in_spanish_that_says_nothing_either(link):
    answer = Client().get(f"/es{link}")

    assert "¿Sigue siendo cierto?" in words(answer)


def test_looking_asks_the_database_nothing(link):
    with CaptureQueriesContext(connection) as asked:
        Client().get(GUESSED)

    assert [query["sql"] for query in asked if "kernel_installation" not in query["sql"]] == []


def test_messages_are_stopped_by_one_press_there_and_nothing_is_said_or_used_up(link, asked_program):
    before, used = known(), OneTimeLink.objects.get().used_at

    answer = press(Client(), link, stop="yes")
    again = press(Client(), link, stop="yes")

    assert ("Nothing more comes to this address." in words(answer), again.status_code) == (True, 404)
    assert contact_for_messages(facility=asked_program.place) is None
    assert (known(), OneTimeLink.objects.get().used_at) == (before, used)


def test_link_that_was_answered_stops_them_too(link, asked_program):
    press(Client(), link, still_true="")

    answer = press(Client(), link, stop="yes")

    assert ("Nothing more comes to this address." in words(answer), answer.status_code) == (True, 200)
    assert contact_for_messages(facility=asked_program.place) is None


@pytest.mark.parametrize("is_guessed", [True, False])
def test_link_that_is_guessed_or_went_to_the_contact_before_stops_nothing(link, asked_program, now, is_guessed):
    address = GUESSED if is_guessed else link
    ListingContact.objects.update(since=now - HOUR / 4)

    answer = press(Client(), address, stop="yes")

    assert (answer.status_code, contact_for_messages(facility=asked_program.place) is None) == (404, False)
    assert ("answer STOP to a text" in words(answer), "Answered before?" in words(answer)) == (True, False)


def test_link_whose_first_answer_was_lost_opens_again_in_that_browser_alone(link):
    browser, other = Client(), Client()
    browser.get(link)
    other.get(link)
    press_and_lose_the_answer(browser, link, look="1")

    answers = [press(each, link, look="1").status_code for each in (browser, other, Client())]

    assert answers == [200, 404, 404]
