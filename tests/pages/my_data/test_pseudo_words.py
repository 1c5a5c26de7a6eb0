"""In a language nobody speaks: no word of these pages, or of the copy, is hard-coded."""

import pytest
from django.http import HttpResponse

from accounts.people import make_organization
from factories import make_person_request, make_privacy_officer
from handrail.pages.my_data import exporting
from handrail.web import page_context, rendering
from handrail.web.translation import PSEUDO
from pages.my_data.conftest import DAY, ask_for, browser_of, look_at, open_record_of
from pages.reading import words
from pages.test_pseudo_locale import unmarked

pytestmark = pytest.mark.django_db

PATHS = ("", "seen/", "seen/?show=all", "consents/", "contacts/", "export/", "delete/", "requests/", "contact/guessed/")
FIXED = ("UTC",)
DATA = (
    "river",
    "operator",
    "found unresponsive at home",
    "Nobody called me back",
    "public",
    "anurseatwork",
    "English",
    "Español",
)


@pytest.fixture
def pseudo(monkeypatch, settings):
    """Words are looked up where a page is made; what was typed stays what it was."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr(rendering, "language_of", lambda path: PSEUDO)
    monkeypatch.setattr(exporting, "language_of", lambda path: PSEUDO)
    monkeypatch.setattr(page_context, "is_demonstration", lambda: True)
    rendering.environment.cache_clear()
    yield
    rendering.environment.cache_clear()


@pytest.fixture
def looked_at(rosa, now):
    clinic, hospital = make_organization(name="777"), make_organization(name="888", kind="hospital")
    look_at(rosa, clinic, at=now - DAY)
    ask_for(rosa, clinic, hospital, at=now - DAY / 2)
    open_record_of(rosa, hospital, at=now - DAY / 3)
    make_person_request(subject=rosa.subject)


def left(page: HttpResponse | str) -> list[str]:
    shown = words(page) if isinstance(page, HttpResponse) else words(HttpResponse(page))
    for text in (*DATA, *FIXED):
        shown = shown.replace(text, " ")
    return [word for word in unmarked(shown) if not any(sign.isdigit() for sign in word)]


@pytest.mark.parametrize("path", PATHS)
def test_page_has_no_word_that_cannot_be_translated(browser, looked_at, pseudo, path):
    assert left(browser.get(f"/privacy/{path}")) == []


def test_refused_forms_have_none_either(browser, looked_at, pseudo):
    answers = [
        browser.post("/privacy/requests/new/complaint/", {"text": ""}),
        browser.post("/privacy/contacts/", {"channel": "sms", "address": "1"}),
        browser.post("/privacy/contact/guessed/", headers={"origin": "http://testserver"}),
    ]

    assert [left(answer) for answer in answers] == [[], [], []]


def test_desk_of_requests_has_none_either(rosa, pseudo):
    desk, request = browser_of(make_privacy_officer()), make_person_request()

    pages = [desk.get("/desk/requests/"), desk.get(request.get_absolute_url()), desk.post(request.get_absolute_url())]

    ids = (request.public_id, "CFR")
    assert [[word for word in left(page) if word not in " ".join(ids)] for page in pages] == [[], [], []]
