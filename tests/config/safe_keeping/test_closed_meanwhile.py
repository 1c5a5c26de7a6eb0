"""A server that was running when a restore began shows nobody anything until the restore has ended."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.people import make_person
from pages.reading import all_with, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
PATHS = ["/", "/es/", "/crisis/", "/account/", "/privacy/", "/healthz", "/nothing/"]


@pytest.fixture
def marker(settings, tmp_path):
    settings.ERASURE_FILE = tmp_path / "ledger"
    marker = tmp_path / "ledger.unfinished-restore"
    marker.touch()
    return marker


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_is_closed_with_the_numbers_to_call_and_asks_the_database_nothing(marker, path, method):
    browser = Client(headers={"origin": "http://testserver"})
    sign_in(browser, make_person()[0])

    with CaptureQueriesContext(connection) as queries:
        answer = getattr(browser, method)(path)

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "600", "no-store")
    assert (len(queries), dict(answer.cookies)) == (0, {})
    links = [link["href"] for link in all_with(answer, "a")]
    assert [number for number in ("tel:911", "tel:988", "tel:1-800-662-4357") if number not in links] == []


def test_page_is_in_the_language_of_the_address(marker):
    assert "Volvemos pronto." in words(Client().get("/es/"))


def test_programs_get_a_problem_document(marker):
    answer = Client().get("/api/v1/facilities/aaaaaaaaaaaaa")

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["type"] == "/api/#closed"


def test_it_opens_as_soon_as_the_restore_has_ended(marker):
    before = Client().get("/crisis/").status_code
    marker.unlink()

    assert (before, Client().get("/crisis/").status_code) == (503, 200)


def test_without_a_ledger_no_restore_can_have_begun(settings):
    settings.ERASURE_FILE = None

    assert Client().get("/crisis/").status_code == 200
