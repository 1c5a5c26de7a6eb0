"""New recovery codes stay on their page until they are written down, and no longer than ten minutes."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.people import PASSWORD, make_person
from handrail.accounts.models import RecoveryCode, User
from handrail.accounts.second_factors import codes_shown
from pages.reading import words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
SHOWN = "/account/second-factor/codes/shown/"
GONE = "They are not shown again."


@pytest.fixture
def visitor():
    return Client(headers={"origin": "http://testserver"})


def codes_on(answer) -> list[str]:
    return re.findall(r"<code>([^<]+)</code>", answer.content.decode())


def test_reload_shows_the_same_codes_and_makes_no_second_account(visitor):
    made = visitor.post("/account/new/", {"word": "river", "password": PASSWORD})

    first, again = visitor.get(SHOWN), visitor.get(SHOWN)

    assert (made.status_code, made.headers["Location"]) == (302, SHOWN)
    assert (len(codes_on(first)), codes_on(first) == codes_on(again)) == (10, True)
    assert (User.objects.count(), RecoveryCode.objects.count()) == (1, 10)
    assert first.headers["Cache-Control"] == "no-store"


def test_new_codes_are_shown_in_the_language_of_the_page(visitor):
    sign_in(visitor, make_person()[0])

    answer = visitor.post("/es/account/second-factor/codes/", follow=True)

    assert (answer.request["PATH_INFO"], len(codes_on(answer))) == (f"/es{SHOWN}", 10)


def test_codes_written_down_are_shown_no_more_and_new_ones_can_be_made(visitor):
    visitor.post("/account/new/", {"word": "river", "password": PASSWORD})

    done = visitor.post(SHOWN)
    after = visitor.get(SHOWN)

    assert (done.headers["Location"], codes_on(after), words(after).count(GONE)) == ("/account/", [], 1)
    assert 'action="/account/second-factor/codes/"' in after.content.decode()


@pytest.mark.parametrize(("typed", "is_told"), [({"shared": "yes"}, True), ({}, False)])
def test_who_writes_them_down_on_a_shared_device_is_told_to_tap(visitor, typed, is_told):
    answer = visitor.post("/account/new/", {"word": "river", "password": PASSWORD} | typed, follow=True)

    assert ("Tap the screen now and then while you write" in words(answer)) is is_told


@pytest.mark.parametrize(("minutes", "count"), [(9, 10), (11, 0)])
def test_codes_are_shown_for_ten_minutes(visitor, monkeypatch, minutes, count):
    visitor.post("/account/new/", {"word": "river", "password": PASSWORD})
    later = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(codes_shown.timezone, "now", lambda: later)

    assert len(codes_on(visitor.get(SHOWN))) == count


def test_session_holds_them_sealed_and_another_person_sees_none_of_them(visitor):
    visitor.post("/account/new/", {"word": "river", "password": PASSWORD})
    codes = codes_on(visitor.get(SHOWN))
    held = Session.objects.get().get_decoded()

    visitor.post("/account/sign-out/")
    other = make_person("harbor")[0]
    visitor.post("/account/sign-in/", {"handle": other.get_username(), "password": PASSWORD})

    assert [code for code in codes if code in str(held)] == []
    assert codes_on(visitor.get(SHOWN)) == []
