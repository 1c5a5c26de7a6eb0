import pytest
from django.test import Client

from every_address import filled_in, public_routes
from factories import make_facility

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'self'; script-src http://testserver/static/; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture(autouse=True)
def _host(settings):
    settings.ALLOWED_HOSTS = ["testserver", "handrail.example"]


def headers_of(response):
    names = (
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    )
    return [response.headers.get(name) for name in names]


LISTS = ("meetings.json", "meetings.csv", "bmlt/<path:rest>")
EXPECTED = [POLICY, "same-origin", "same-origin", "same-origin", "nosniff", "DENY"]


@pytest.mark.asvs("V3.2.1", "V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6", "V3.7.1")
@pytest.mark.parametrize("route", public_routes())
def test_security_headers_are_on_every_public_page(client, route):
    facility = make_facility()

    response = client.get(filled_in(route, public_id=facility.public_id))

    expected = list(EXPECTED)
    if (route.startswith("api/") and route != "api/") or route in LISTS:
        expected[2] = "cross-origin"  # programs of any site may read the API and the lists of meetings
    if route in ("offline/", "es/offline/"):
        expected[0] += "; worker-src http://testserver/sw.js"  # there alone a worker may be registered (S39)
    assert headers_of(response) == expected


@pytest.mark.asvs("V4.1.1")
@pytest.mark.parametrize("route", public_routes())
def test_every_answer_names_its_type_and_its_characters(client, route):
    facility = make_facility()

    response = client.get(filled_in(route, public_id=facility.public_id))

    assert response.headers["Content-Type"] in TYPES
    content = response.getvalue() if response.streaming else response.content
    assert response.headers["Content-Type"].partition(";")[0] == type_of(content)


TYPES = {
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/csv; charset=utf-8",
    "application/rss+xml; charset=utf-8",
    "application/xml; charset=utf-8",
    "application/json",  # JSON is UTF-8 by its standard, and names no charset (RFC 8259)
    "application/problem+json",
}


def type_of(content: bytes) -> str:
    if content.startswith(b"<?xml"):
        return "application/rss+xml" if b"<rss " in content[:60] else "application/xml"
    if content.startswith(b"importScripts("):
        return "text/javascript"
    if content.startswith(b"ID,Name,"):
        return "text/csv"
    if content.startswith((b"{", b"[")):
        return "application/problem+json" if b'"type":"/api/#' in content[:40] else "application/json"
    return "text/html" if content.lstrip().lower().startswith(b"<!doctype html>") else "text/plain"


@pytest.mark.asvs("V3.2.1", "V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/no-such-page/", 404),
        ("get", "/facilities/nothing/", 404),
        ("get", "/crisis", 301),
        ("post", "/", 405),
        ("get", "/static/web/handrail.css", 200),
        ("get", "/static/no-such-file.css", 404),
        ("get", "/%00", 400),
    ],
)
def test_security_headers_are_on_files_and_refusals(client, settings, method, path, status):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    response = getattr(client, method)(path)

    assert (response.status_code, headers_of(response)) == (status, EXPECTED)


@pytest.mark.parametrize(("path", "status"), [("/admin/", 302), ("/admin/login/", 302)])
def test_security_headers_of_the_admin_allow_one_script_more(client, path, status):
    scripts = "script-src http://testserver/static/"
    policy = POLICY.replace(scripts, f"{scripts} http://testserver/admin/jsi18n/")

    response = client.get(path)

    assert (response.status_code, headers_of(response)) == (status, [policy, *EXPECTED[1:]])


@pytest.mark.asvs("V3.4.3", "V3.4.4", "V3.4.6")
def test_security_headers_are_on_a_failure(monkeypatch):
    monkeypatch.setattr("handrail.pages.views.searching.resolve_place", broken)
    client = Client(raise_request_exception=False)

    response = client.post("/paths/", {"place": "62701"})

    assert (response.status_code, headers_of(response)) == (500, EXPECTED)


def broken(*arguments, **named):
    raise RuntimeError("broken on purpose")


def test_script_source_names_the_host_that_was_asked_and_no_stranger(client):
    ours = client.get("/crisis/", headers={"host": "handrail.example"})
    strange = client.get("/crisis/", headers={"host": "elsewhere.example"})

    assert "script-src http://handrail.example/static/;" in ours.headers["Content-Security-Policy"]
    assert (strange.status_code, "script-src 'none';" in strange.headers["Content-Security-Policy"]) == (400, True)


def test_permissions_policy_allows_a_place_and_passkeys_and_forbids_the_rest(client):
    policy = client.get("/crisis/").headers["Permissions-Policy"].split(", ")

    own = {entry.partition("=")[0] for entry in policy if entry.endswith("=(self)")}
    assert own == {"geolocation", "publickey-credentials-create", "publickey-credentials-get"}
    assert {entry.partition("=")[2] for entry in policy} == {"(self)", "()"}


@pytest.mark.asvs("V14.2.2", "V14.3.2")
@pytest.mark.parametrize("path", ["/paths/", "/es/paths/"])
def test_answers_to_a_form_are_kept_nowhere(client, path):
    response = client.post(path, {"place": "nowhere at all"})

    assert response.headers["Cache-Control"] == "no-store"
