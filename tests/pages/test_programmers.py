"""The page for programmers tells the truth: its examples run, its errors are all there."""

import json
import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from handrail.interop.problem_kinds import KINDS
from handrail.web.limiting.limits import forget_permits
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db
CALL = re.compile(r"curl (http\S+) --json &#39;\s*(\{.*?\})&#39;", re.DOTALL)


@pytest.fixture(autouse=True)
def nothing_held():
    forget_permits()
    yield
    forget_permits()


@pytest.mark.parametrize("path", ["/api/", "/es/api/"])
def test_examples_of_the_page_are_answered(clinics, path):
    page = Client().get(path).content.decode().replace("'", "&#39;").replace("&#34;", '"')

    calls = [(address, json.loads(body)) for address, body in CALL.findall(page)]
    answers = [Client().post(address, body, content_type="application/json") for address, body in calls]

    assert [address for address, _ in calls] == [
        "http://testserver/api/paths",
        "http://testserver/api/facilities/search",
    ]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_every_kind_of_problem_has_a_row_to_link_to():
    page = Client().get("/api/")

    rows = {row["id"] for row in all_with(page, "tr") if "id" in row}
    assert rows == {kind.name for kind in KINDS}


@pytest.mark.parametrize("path", ["/api/", "/es/api/"])
def test_addresses_of_the_page_exist(path):
    page = words(Client().get(path))

    named = set(re.findall(r"(?:GET|POST) (/api/\S+)", page))
    assert len(named) == 5
    for address in named:
        try:
            assert resolve(address).url_name != "nothing_here"
        except Resolver404:
            pytest.fail(f"{address} does not exist")


def test_page_states_the_limit_that_is_set(settings):
    settings.API_PER_MINUTE = 123

    assert "123 calls a minute" in words(Client().get("/api/"))
    assert "123 llamadas por minuto" in words(Client().get("/es/api/"))


def test_page_names_no_host_but_our_own(settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    assert Client().get("/api/", headers={"host": "elsewhere.example"}).status_code == 400


def test_page_reached_from_results_knows_the_way_back(clinics):
    from pages.reading import carried

    results = Client().post("/paths/", {"place": "62701"})
    page = Client().post("/api/", {"search": carried(results)})

    assert page.status_code == 200
    assert "Back to my paths" in words(page)
    assert page.headers["Cache-Control"] == "no-store"
