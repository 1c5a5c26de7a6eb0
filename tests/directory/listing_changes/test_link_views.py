"""The pages behind the two links of a change: the same for everybody until one presses (S15)."""

import pytest
from django.test import Client
from django.utils import timezone

from directory.claims_made import Program
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.listing_changes.actions.changing import agree
from handrail.directory.models import ListingChange
from handrail.messaging.models import Message
from handrail.privacy.sealed_values import opened
from pages.reading import words

pytestmark = pytest.mark.django_db
FROM_HERE = {"headers": {"origin": "http://testserver"}}


@pytest.fixture
def asked(settings):
    """A new contact was proposed and agreed to: it got a link."""
    settings.DEMONSTRATION = True
    program, now = Program(), timezone.now()
    change = program.change(program.claim(State.VERIFIED, now), now, field=Field.CONTACT, text="a@program.example")
    agree(change=change, by=program.intake, at=now)
    return opened(Message.objects.get(), "letter")["letter"]["link"]


def test_looking_shows_and_changes_nothing(asked):
    visitor = Client()

    true, guessed = visitor.get(asked), visitor.get("/confirm-contact/guessed/")

    assert words(true) == words(guessed)
    assert (true.cookies, ListingChange.objects.get().answered_at) == ({}, None)
    assert "no-store" in true.headers["Cache-Control"]


def test_page_names_us_no_more_than_the_message_does(asked):
    answer = Client().get(asked)

    telling = ("Handrail", "naloxone", "Crisis", "911", "988")
    assert [each for each in telling if each in words(answer)] == []
    assert "<title>Please confirm</title>" in answer.content.decode()


def test_one_press_confirms_and_the_second_finds_nothing(asked):
    visitor = Client()

    first = visitor.post(asked, **FROM_HERE)
    second = visitor.post(asked, **FROM_HERE)

    assert "We may write to you here now." in words(first)
    assert (second.status_code, ListingChange.objects.get().answered_at is None) == (404, False)


def test_used_and_guessed_link_look_the_same(asked):
    visitor = Client()
    visitor.post(asked, **FROM_HERE)

    answers = [visitor.post(path, **FROM_HERE) for path in (asked, "/confirm-contact/guessed/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(answers[0]) == words(answers[1])
    assert "This did not open. A link works once, and for a limited time." in words(answers[0])


@pytest.mark.parametrize(
    ("path", "button", "way"),
    [
        ("/stop-change/guessed/", "Stop the change", "Sign in"),
        ("/confirm-contact/guessed/", "Yes, write to me here", "name it again"),
    ],
)
def test_link_that_does_not_open_offers_no_press_that_fails_again_but_a_way_on(path, button, way):
    visitor = Client()

    asked_first, refused = words(visitor.get(path)), words(visitor.post(path, **FROM_HERE))

    assert [button in page for page in (asked_first, refused)] == [True, False]
    assert way in refused


def test_link_that_confirms_stops_nothing(asked):
    answer = Client().post(asked.replace("confirm-contact", "stop-change"), **FROM_HERE)

    assert (answer.status_code, ListingChange.objects.get().state) == (404, "to_tell")


def test_press_from_another_site_is_refused(asked):
    answer = Client().post(asked, headers={"origin": "https://elsewhere.example"})

    assert (answer.status_code, ListingChange.objects.get().answered_at) == (403, None)


@pytest.mark.parametrize(
    ("path", "title"),
    [("/stop-change/guessed/", "handrail"), ("/es/confirm-contact/guessed/", "por favor, confirme")],
)
def test_pages_tell_nothing_of_care(path, title):
    page = Client().get(path).content.decode().lower()

    head, _, rest = page.partition("<main")
    main = rest.partition("</main>")[0]
    assert [word for word in ("treatment", "program", "clinic", "tratamiento", "programa") if word in main] == []
    assert f"<title>{title}</title>" in " ".join(head.split()).replace("> ", ">").replace(" <", "<")
