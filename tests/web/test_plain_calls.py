"""Without TLS people are sent on, and programs are refused: see handrail.web.plain_calls."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

YEAR_WITH_SUBDOMAINS = "max-age=31536000; includeSubDomains"


@pytest.fixture(autouse=True)
def _behind_tls(settings):
    settings.SECURE_SSL_REDIRECT = True


@pytest.mark.asvs("V4.1.2", "V12.2.1")
@pytest.mark.parametrize("path", ["/api/codes", "/api/paths", "/api/nothing"])
def test_program_that_calls_without_tls_is_refused(path):
    response = Client().get(path)

    assert (response.status_code, response.headers["Content-Type"]) == (403, "application/problem+json")
    assert "Location" not in response.headers


@pytest.mark.asvs("V12.2.1")
@pytest.mark.parametrize("path", ["/crisis/", "/api/", "/es/api/"])
def test_person_who_comes_without_tls_is_sent_on(path):
    response = Client().get(path)

    assert (response.status_code, response.headers["Location"]) == (301, f"https://testserver{path}")


def test_program_that_calls_by_tls_is_answered():
    assert Client().get("/api/codes", secure=True).status_code == 200


@pytest.mark.asvs("V3.4.1")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/", 200),
        ("get", "/api/codes", 200),
        ("get", "/healthz", 200),
        ("get", "/nothing/", 404),
        ("get", "/%00", 400),
        ("get", "/static/nothing.css", 404),
        ("post", "/", 405),
        ("post", "/paths/", 413),
        ("options", "/api/codes", 204),
        ("get", "/account/sign-in/", 200),
        ("get", "/admin/", 302),
    ],
)
def test_browser_is_kept_on_tls_by_every_answer(method, path, status):
    body = {"place": "x" * 300_000} if status == 413 else None
    preflight = {"access-control-request-method": "GET"} if method == "options" else {}

    response = getattr(Client(), method)(path, body, secure=True, headers=preflight)

    assert (response.status_code, response.headers["Strict-Transport-Security"]) == (status, YEAR_WITH_SUBDOMAINS)
