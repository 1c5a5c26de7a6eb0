"""Deletion: three classes before the press, hidden at once, back within a day after signing in again (S33)."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import PASSWORD, make_person
from factories import make_person_request
from handrail.accounts.models import SignIn, User
from handrail.accounts.persons.actions import hide_account
from handrail.pages.my_data.kept_words import KEPT_WORDS
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.personal_data import DataClass
from handrail.privacy.domain.retention import RULES, SIX_YEARS, Retention
from handrail.privacy.erasing.actions import carry_out_erasures
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.holds.actions import lift_hold, place_hold
from handrail.privacy.models import Erasure
from handrail.privacy.register import personal_fields
from handrail.web.formats import format_date
from pages.my_data.conftest import DAY, browser_of
from pages.reading import words

pytestmark = pytest.mark.django_db

OFFICER = Actor(ActorKind.STAFF, "officer", "clinic", "privacy_officer")


def test_every_kind_of_personal_data_is_told_before_the_press():
    tables = {(entry.data_class, entry.field.rpartition(".")[0]) for entry in personal_fields()}

    assert tables - set(KEPT_WORDS) == set()


def test_account_of_acts_is_kept_as_the_page_says(browser):
    kinds = {entry.retention for entry in personal_fields() if entry.data_class is DataClass.ACCOUNT}
    said = "a STOP stay for good. Nobody can change them. The rest goes after six years, or with a program"

    for_ever = {kind for kind in kinds if RULES[kind].after == "for ever"}
    rest = {RULES[kind].lasts for kind in kinds - for_ever - {Retention.PROGRAM_RECORD}}

    assert for_ever == {Retention.AUDIT, Retention.DISCLOSURE, Retention.ERASURE, Retention.STOP}
    assert rest == {SIX_YEARS}
    assert said in words(browser.get("/privacy/delete/"))


def test_page_shows_three_classes_the_day_and_the_days_of_backups(browser, settings):
    settings.BACKUP_DAYS = 21

    page = browser.get("/privacy/delete/").content.decode()

    assert [number for number in "123" if f"<h2>{number}. " in page] == ["1", "2", "3"]
    for told in ("For 24 hours you can come back", "gone after 21 days", "your sign-in name, password"):
        assert told in page, told
    assert "The law stops the deletion" not in page


def test_who_waits_for_an_answer_is_told_what_becomes_of_it(browser, rosa, now):
    before = words(browser.get("/privacy/delete/"))
    make_person_request(subject=rosa.subject, at=now)

    after = words(browser.get("/privacy/delete/"))

    assert ["You still wait for an answer." in page for page in (before, after)] == [False, True]


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


@pytest.mark.parametrize(
    ("language", "final"), [("", "That is final on"), ("/es", "Eso será definitivo el")], ids=["English", "Spanish"]
)
def test_pressed_it_says_until_when_one_can_come_back(browser, language, final):
    page = words(browser.post(f"{language}/privacy/delete/"))

    due = Erasure.objects.get().due_at
    day = format_date(due.date(), language.strip("/") or "en")
    assert f"{final} {day}" in page
    assert f"{due:%H:%M} UTC" in page


def test_signed_out_without_a_deletion_nothing_of_one_is_said(browser):
    page = words(browser.post("/account/sign-out/"))

    assert ("You are signed out" in page, "final" in page) == (True, False)


@pytest.fixture
def back(browser, rosa):
    """Rosa asked to be deleted, and signed in anew within the day."""
    browser.post("/privacy/delete/")
    again = Client(headers={"origin": "http://testserver"})
    again.post("/account/sign-in/", {"handle": rosa.username, "password": PASSWORD})
    return again


def standing() -> bool:
    return Erasure.objects.get().undone_at is None


@pytest.mark.parametrize("address", ["/account/", "/account/devices/", "/privacy/", "/privacy/delete/", "/es/privacy/"])
def test_signing_in_anew_takes_nothing_back_and_opens_no_page_but_the_question(back, address):
    answers = [back.get(address), back.post(address)]

    to = [answer.headers["Location"].removeprefix("/es") for answer in answers]
    assert to == ["/account/deletion/"] * 2
    assert standing() is True


def test_question_says_the_moment_and_takes_nothing_back(back):
    page = words(back.get("/account/deletion/"))

    assert f"{Erasure.objects.get().due_at:%H:%M} UTC" in page
    assert [choice in page for choice in ("Keep it", "Go on deleting it, and sign out")] == [True, True]
    assert standing() is True


def test_kept_it_is_all_there_and_says_so_once(back, rosa):
    back.post("/account/deletion/")

    rosa.refresh_from_db()
    pages = [words(back.get("/account/")) for _ in range(2)]
    assert (rosa.hidden_at, standing()) == (None, False)
    assert ["You keep your account." in page for page in pages] == [True, False]
    assert back.get("/account/deletion/").headers["Location"] == "/account/"


def test_let_go_it_stays_asked_and_says_the_moment_again(back):
    page = words(back.post("/account/sign-out/"))

    assert "That is final on" in page
    assert (standing(), SignIn.objects.count()) == (True, 0)


def test_nobody_keeps_an_account_after_its_moment(back, rosa, now):
    rosa.refresh_from_db()
    User.objects.filter(pk=rosa.pk).update(hidden_at=rosa.hidden_at - DAY)

    answer = back.post("/account/deletion/")

    assert answer.headers["Location"].startswith("/account/sign-in/")
    assert standing() is True


def test_kept_as_its_moment_ends_it_stays_deleted(back, rosa, now):
    Erasure.objects.update(asked_at=now - DAY, due_at=now)

    answer = back.post("/account/deletion/")

    rosa.refresh_from_db()
    assert (answer.headers["Location"], rosa.hidden_at is None) == ("/account/", False)


def test_new_password_by_a_recovery_code_says_that_a_deletion_waits(browser):
    user, codes = make_person("meadow")
    typed = {"handle": user.username, "password": "another four words"}
    visitor = Client(headers={"origin": "http://testserver"})
    before = words(visitor.post("/account/recover/", typed | {"code": codes[0]}))
    hide_account(user=user, at=timezone.now())

    after = words(visitor.post("/account/recover/", typed | {"code": codes[1]}))

    assert ["Your new password is saved." in page for page in (before, after)] == [True, True]
    assert ["That is final on" in page for page in (before, after)] == [False, True]


def test_without_a_fresh_proof_nothing_is_deleted(rosa, client, now):
    stale = browser_of(rosa, at=now - DAY / 24)

    answers = [client.post("/privacy/delete/"), stale.post("/privacy/delete/")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Erasure.objects.count() == 0
