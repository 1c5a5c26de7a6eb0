"""Deletion: three classes before the press, hidden at once, back within a day after signing in again (S33)."""

import json

import pytest
from django.test import Client

from accounts.people import PASSWORD
from handrail.accounts.models import SignIn
from handrail.pages.my_data.kept_words import KEPT_WORDS
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.erasing.actions import carry_out_erasures
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.holds.actions import lift_hold, place_hold
from handrail.privacy.models import Erasure
from handrail.privacy.register import personal_fields
from pages.my_data.conftest import DAY, browser_of

pytestmark = pytest.mark.django_db

OFFICER = Actor(ActorKind.STAFF, "officer", "clinic", "privacy_officer")


def test_every_kind_of_personal_data_is_told_before_the_press():
    tables = {(entry.data_class, entry.field.rpartition(".")[0]) for entry in personal_fields()}

    assert tables - set(KEPT_WORDS) == set()


def test_page_shows_three_classes_the_day_and_the_days_of_backups(browser, settings):
    settings.BACKUP_DAYS = 21

    page = browser.get("/privacy/delete/").content.decode()

    assert [number for number in "123" if f"<h2>{number}. " in page] == ["1", "2", "3"]
    for words in ("For 24 hours you can come back", "gone after 21 days", "your sign-in name, password"):
        assert words in page, words
    assert "The law stops the deletion" not in page


def test_looking_deletes_nothing(browser):
    browser.get("/privacy/delete/")

    assert (Erasure.objects.count(), SignIn.objects.count()) == (0, 1)


def test_legal_hold_is_told_and_delays_what_is_asked_all_the_same(browser, rosa, now):
    place_hold(subject=rosa.subject, reason="Order 42", by=OFFICER, at=now)

    page = browser.get("/privacy/delete/").content.decode()
    browser.post("/privacy/delete/")

    rosa.refresh_from_db()
    assert "The law stops the deletion for now" in page
    assert "Order 42" not in page
    assert rosa.hidden_at is not None
    assert carry_out_erasures(at=now + 2 * DAY) == 0


def test_hold_that_an_order_keeps_secret_is_told_nowhere(browser, rosa, now):
    hold = place_hold(subject=rosa.subject, reason="Sealed order", by=OFFICER, at=now, is_secret=True)
    lift_hold(hold=hold, by=OFFICER, at=now)
    place_hold(subject=rosa.subject, reason="Sealed order", by=OFFICER, at=now, is_secret=True)

    pages = [browser.get(path).content.decode() for path in ("/privacy/delete/", "/privacy/seen/?show=all")]
    told = json.dumps(export_for(rosa.subject))

    assert ["The law stops" in page for page in pages] == [False, False]
    assert [words in page for page in (*pages, told) for words in ("Stopped deletion", "Lifted the stop", "hold.")] == (
        [False] * 9
    )
    browser.post("/privacy/delete/")
    assert carry_out_erasures(at=now + 2 * DAY) == 0


def test_pressed_it_hides_at_once_and_ends_every_sign_in(browser, rosa):
    elsewhere = browser_of(rosa)

    answer = browser.post("/privacy/delete/")

    rosa.refresh_from_db()
    assert rosa.hidden_at is not None
    assert '"cookies"' in answer.headers["Clear-Site-Data"]
    assert SignIn.objects.count() == 0
    assert elsewhere.get("/privacy/").status_code == 302


def test_pressed_twice_by_two_browsers_it_is_asked_once(browser, rosa):
    elsewhere = browser_of(rosa)

    browser.post("/privacy/delete/")
    elsewhere.post("/privacy/delete/")

    assert Erasure.objects.count() == 1


def test_signing_in_anew_within_the_day_brings_it_back(browser, rosa):
    browser.post("/privacy/delete/")
    again = Client(headers={"origin": "http://testserver"})

    again.post("/account/sign-in/", {"handle": rosa.username, "password": PASSWORD})

    rosa.refresh_from_db()
    assert rosa.hidden_at is None
    assert Erasure.objects.get().undone_at is not None


def test_without_a_fresh_proof_nothing_is_deleted(rosa, client, now):
    stale = browser_of(rosa, at=now - DAY / 24)

    answers = [client.post("/privacy/delete/"), stale.post("/privacy/delete/")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Erasure.objects.count() == 0
