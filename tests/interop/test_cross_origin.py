"""Any site may read the API. None may borrow a visitor's rights with it, since nobody has any there."""

import json

import pytest
from django.test import Client

from factories import make_facility

ELSEWHERE = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
SHARED = ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")


def shared(response) -> tuple:
    return tuple(response.headers.get(name) for name in SHARED)


def test_search_from_another_site_is_answered(caller):
    answered = caller.post("/api/paths", {"near": "62701"}, **ELSEWHERE)

    assert (answered.status_code, shared(answered)) == (200, ("*", "cross-origin"))
    assert answered.headers["Cache-Control"] == "no-store"
    assert "ETag" in answered.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/codes", 200),
        ("get", "/api/openapi.json", 200),
        ("get", "/api/nothing", 404),
        ("get", "/api/paths", 405),
        ("post", "/api/paths", 415),
        ("get", "/api/codes?x=1", 422),
        ("get", "/api/%00", 400),
    ],
)
def test_every_answer_and_refusal_can_be_read_from_another_site(caller, method, path, status):
    answered = getattr(caller.client, method)(path, headers=ELSEWHERE)

    assert (answered.status_code, shared(answered)) == (status, ("*", "cross-origin"))


def test_body_too_large_can_be_read_from_another_site(caller):
    assert shared(caller.post("/api/paths", {"near": "x" * 2**20}, **ELSEWHERE)) == ("*", "cross-origin")


@pytest.mark.parametrize("path", ["/api/paths", "/api/codes", "/api/facilities/aaaaaaaaaaaaa", "/api/nothing"])
def test_browser_may_ask_beforehand(db, path, django_assert_num_queries):
    asked = ELSEWHERE | {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}

    with django_assert_num_queries(0):
        answered = Client().options(path, headers=asked)

    assert (answered.status_code, answered.content) == (204, b"")
    assert answered.headers["Access-Control-Allow-Origin"] == "*"
    assert answered.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    assert answered.headers["Access-Control-Allow-Headers"] == "Content-Type, If-None-Match"
    assert answered.headers["Access-Control-Max-Age"] == "7200"


@pytest.mark.asvs("V3.4.2")
def test_no_credentials_and_no_cookie_ever(caller, clinics, settings):
    caller.client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    paths = ("/api/codes", f"/api/facilities/{clinics[0].public_id}", "/api/nothing", "/api/openapi.json")
    answers = [caller.get(path, **ELSEWHERE) for path in paths] + [caller.post("/api/paths", {"near": "62701"})]

    for answered in answers:
        assert answered.cookies == {}
        assert "Access-Control-Allow-Credentials" not in answered.headers
        assert "Cookie" not in answered.headers.get("Vary", "")


@pytest.mark.asvs("V3.4.2")
@pytest.mark.parametrize(
    "path", ["/", "/api/", "/es/api/", "/paths/", "/crisis/", "/healthz", "/admin/login/", "/apiary"]
)
def test_pages_are_read_by_their_own_site_alone(db, path):
    asked = ELSEWHERE | {"access-control-request-method": "POST"}

    answers = [Client().get(path, headers=ELSEWHERE), Client().options(path, headers=asked)]

    assert [shared(answered) for answered in answers] == [(None, "same-origin")] * 2


def test_form_of_another_site_is_still_refused_at_a_page(db):
    make_facility()

    assert Client().post("/paths/", {"place": "62701"}, headers=ELSEWHERE).status_code == 403


def test_only_views_that_say_so_take_a_post(caller):
    refused = caller.client.post("/healthz", json.dumps({}), content_type="application/json")

    assert refused.status_code == 405
