"""Asking and being answered, from the person's page to the desk and back (S28, S42)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_person_request, make_privacy_officer
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.requests import Outcome
from handrail.privacy.models import AuditEntry, PersonRequest
from handrail.privacy.requests.actions import answer_request
from handrail.privacy.requests.queries import requests_of
from pages.my_data.conftest import DAY, browser_of, look_at
from pages.reading import words

pytestmark = pytest.mark.django_db
NEW = "/privacy/requests/new/complaint/"


@pytest.fixture
def desk():
    return browser_of(make_privacy_officer())


def form_of(browser, path=NEW):
    page = browser.get(path).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("id", "about")}


def test_complaint_about_a_look_is_sent_read_answered_and_read_again(browser, rosa, desk, clinic, now):
    look_at(rosa, clinic, at=now - DAY)
    entry = AuditEntry.objects.get(what="identity.viewed")
    link = f"{NEW}?about={entry.public_id}"

    assert link in browser.get("/privacy/seen/").content.decode()
    browser.post(NEW, form_of(browser, link) | {"text": "I do not know this clinic."})
    request = PersonRequest.objects.get()
    listed = desk.get("/desk/requests/").content.decode()
    closed = desk.get(request.get_absolute_url()).content.decode()
    opened = desk.post(request.get_absolute_url()).content.decode()
    desk.post(request.get_absolute_url(), {"outcome": "heard", "answer": "We asked the clinic."})

    own = browser.get("/privacy/requests/").content.decode()
    assert request.about == entry.public_id
    assert ["I do not know" in page for page in (listed, closed, opened)] == [False, False, True]
    assert "We asked the clinic." in own
    assert "Read what you asked" in browser.get("/privacy/seen/").content.decode()


def test_form_sent_twice_is_one_request(browser):
    form = form_of(browser) | {"text": "Once."}

    answers = [browser.post(NEW, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert PersonRequest.objects.count() == 1


@pytest.mark.parametrize("change", [{"kind": "complaint", "text": "Twice."}, {"kind": "amendment", "text": "Once."}])
def test_who_goes_back_and_writes_something_else_loses_no_word_of_it(browser, change):
    form = form_of(browser)
    browser.post(NEW, form | {"text": "Once."})

    path = NEW.replace("complaint", change["kind"])
    refused = browser.post(path, form | {"text": change["text"]})
    page = refused.content.decode()
    fresh = re.search(r'name="id" value="([^"]*)"', page)[1]
    browser.post(path, {"id": fresh, "about": "", "text": change["text"]})

    assert (refused.status_code, change["text"] in page, "has reached us" in page) == (422, True, True)
    subject = PersonRequest.objects.first().subject
    told = {(one.request.kind, one.text) for one in requests_of(subject=subject)}
    assert told == {("complaint", "Once."), (change["kind"], change["text"])}


def test_taking_back_what_was_answered_meanwhile_is_not_told_as_done(browser, rosa, desk):
    request = make_person_request(subject=rosa.subject)
    desk.post(request.get_absolute_url(), {"outcome": "heard", "answer": "We call today."})

    page = browser.post("/privacy/requests/", {"withdraw": request.public_id}, follow=True).content.decode()

    assert ["Taken back." in page, "Nothing was taken back: it was answered" in page] == [False, True]


def test_empty_form_comes_back_with_what_to_change(browser):
    answer = browser.post(NEW, form_of(browser) | {"text": " "})

    assert answer.status_code == 422
    assert "Please write what happened." in answer.content.decode()


def test_what_was_taken_back_is_gone_from_the_desk(browser, rosa, desk):
    request = make_person_request(subject=rosa.subject)

    browser.post("/privacy/requests/", {"withdraw": request.public_id})

    assert "No request waits." in desk.get("/desk/requests/").content.decode()
    assert "You took it back." in browser.get("/privacy/requests/").content.decode()


def test_answer_to_what_was_taken_back_meanwhile_says_so_and_keeps_what_was_typed(browser, rosa, desk):
    request = make_person_request(subject=rosa.subject)
    desk.post(request.get_absolute_url())
    browser.post("/privacy/requests/", {"withdraw": request.public_id})

    answer = desk.post(request.get_absolute_url(), {"outcome": "heard", "answer": "We call today."})

    assert answer.status_code == 409
    assert "taken back a moment ago" in answer.content.decode()


def test_wrong_outcome_is_refused_with_what_was_typed_kept(rosa, desk):
    request = make_person_request(subject=rosa.subject)

    answer = desk.post(request.get_absolute_url(), {"outcome": "declined", "answer": "Not our fault."})

    assert (answer.status_code, "Not our fault." in answer.content.decode()) == (422, True)
    assert PersonRequest.objects.get().answered_at is None


def test_another_person_sees_and_takes_back_nothing_of_it(rosa, sam):
    request, other = make_person_request(subject=rosa.subject), browser_of(sam)

    page = other.get("/privacy/requests/").content.decode()
    other.post("/privacy/requests/", {"withdraw": request.public_id})

    assert "Nobody called" not in page
    assert PersonRequest.objects.get().withdrawn_at is None


def test_operator_whose_proof_is_old_opens_no_words(rosa, now):
    request = make_person_request(subject=rosa.subject)
    stale = browser_of(make_privacy_officer(), at=now - DAY / 24 / 5)

    answer = stale.post(request.get_absolute_url())

    assert answer.headers["Location"].startswith("/account/confirm/")
    assert AuditEntry.objects.filter(what="request.viewed").count() == 0


def test_words_cannot_become_markup(browser, rosa, desk):
    request = make_person_request(subject=rosa.subject, text="<script>alert(1)</script>")

    pages = [desk.post(request.get_absolute_url()), browser.get("/privacy/requests/")]

    assert ["<script>alert" in page.content.decode() for page in pages] == [False, False]


@pytest.mark.parametrize("path", ["/privacy/requests/", "/desk/requests/"])
def test_one_request_and_three_take_the_same_number_of_queries(browser, rosa, desk, path):
    reader = desk if path.startswith("/desk") else browser
    reader.get(path)
    counts = []
    for _ in range(3):
        make_person_request(subject=rosa.subject)
        with CaptureQueriesContext(connection) as captured:
            reader.get(path)
        counts.append(len(captured))

    assert counts[0] == counts[2]


@pytest.mark.parametrize("path", ["/account/", "/privacy/", "/es/account/", "/es/privacy/"])
def test_answer_is_told_where_the_person_comes_in_and_no_longer_than_a_month(browser, rosa, now, path):
    request = make_person_request(subject=rosa.subject, at=now - 2 * DAY)
    officer = Actor(ActorKind.STAFF, "officer", "operator", "privacy_officer")
    told = "Recibió respuesta el" if path.startswith("/es/") else "You were answered on"
    waiting = words(browser.get(path))

    answer_request(request=request, outcome=Outcome.HEARD, answer="We looked.", by=officer, at=now)
    answered = words(browser.get(path))
    PersonRequest.objects.update(filed_at=now - 40 * DAY, answered_at=now - 31 * DAY)
    a_month_later = words(browser.get(path))

    assert [told in page for page in (waiting, answered, a_month_later)] == [False, True, False]


def test_answer_to_another_is_not_told(browser, sam, now):
    request = make_person_request(subject=sam.subject, at=now)
    officer = Actor(ActorKind.STAFF, "officer", "operator", "privacy_officer")
    answer_request(request=request, outcome=Outcome.HEARD, answer="We looked.", by=officer, at=now)

    assert "You were answered" not in words(browser.get("/privacy/"))
