"""The page behind the link of a call: the same for everybody until somebody presses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message, RosterPage
from handrail.messaging.rosters.actions import OnCall, keep_roster, page
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import opened
from pages.reading import words

pytestmark = pytest.mark.django_db
FROM_HERE = {"headers": {"origin": "http://testserver"}}
ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def addresses():
    """Of the links that two members got."""
    now = timezone.now() - timedelta(minutes=1)
    people = [
        OnCall(name, open_subject(by=PRODUCT, at=now), Channel.EMAIL, f"{name}@clinic.example", is_deputy=name == "dee")
        for name in ("ana", "ben", "dee")
    ]
    roster = keep_roster(name="desk", zone="UTC", week=ALWAYS, minutes=15, people=people, by=PRODUCT, at=now)
    page(roster=roster, about="referral:k3", at=now)
    return [opened(message, "letter")["letter"]["link"] for message in Message.objects.order_by("pk")]


def test_looking_shows_and_changes_nothing(addresses):
    visitor = Client()

    true, guessed = visitor.get(addresses[0]), visitor.get("/on-call/guessed/")

    assert words(true) == words(guessed)
    assert (true.cookies, RosterPage.objects.get().state) == ({}, "called")


def test_first_press_takes_it_and_the_colleague_is_told_so(addresses):
    first, second = (Client().post(address, **FROM_HERE) for address in addresses)

    assert "Thank you. You have it now." in words(first)
    assert "A colleague has it already." in words(second)
    assert RosterPage.objects.get().acknowledged_by == "ana"


def test_used_and_guessed_link_look_the_same(addresses):
    Client().post(addresses[0], **FROM_HERE)

    used, guessed = (Client().post(address, **FROM_HERE) for address in (addresses[0], "/on-call/guessed/"))

    assert (used.status_code, guessed.status_code) == (404, 404)
    assert words(used) == words(guessed)


def test_link_that_does_not_open_offers_no_press_that_fails_again_but_the_sign_in():
    visitor = Client()

    asked, refused = words(visitor.get("/on-call/guessed/")), words(visitor.post("/on-call/guessed/", **FROM_HERE))

    assert ["I have it" in page for page in (asked, refused)] == [True, False]
    assert "Sign in instead" in refused


def test_pressing_again_and_again_meets_a_pause():
    statuses: list[int] = []
    while 429 not in statuses and len(statuses) < 82:  # twice the 41, where an hour ends between two of them
        statuses.append(Client().post("/on-call/guessed/", **FROM_HERE).status_code)

    assert (statuses[0], statuses[-1]) == (404, 429)


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_page_tells_nothing_of_care(prefix):
    main = Client().get(f"{prefix}/on-call/guessed/").content.decode().partition("<main")[2].partition("</main>")[0]

    assert [
        word for word in ("treatment", "program", "patient", "tratamiento", "paciente") if word in main.lower()
    ] == []
