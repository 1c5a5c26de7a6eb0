"""Every way a call can fail is a problem document, whatever was sent and wherever it was refused."""

import gzip
import json
import logging
from io import StringIO

import pytest
from django.db import OperationalError

from handrail.config.log_lines import IdsOnlyFormatter
from interop.schema import faults_of

PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture
def log():
    """Everything that any library logs at any level, as a running server writes it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(IdsOnlyFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(level)
    root.removeHandler(handler)


SEARCH = {"near": "62701"}
CANARY = "Kalispell"  # typed, and never to be read in a log


def told(response) -> dict:
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert faults_of(PROBLEM, problem) == []
    assert problem["status"] == response.status_code
    assert response.headers["Cache-Control"] == "no-store"
    return problem


@pytest.mark.asvs("V15.3.7")
@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "Send a body of JSON"),
        (b"{", "not JSON"),
        (b"near=62701", "not JSON"),
        (b"{'near': '62701'}", "not JSON"),
        (b'{"near": "62701",}', "not JSON"),
        (b'{"near": "62701"} {}', "not JSON"),
        (b'{"near": "62\n701"}', "not JSON"),
        (b'{"near": "62\x00701"}', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),  # a byte order mark
        (b'{"near": "62701", "limit": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ('{"near": "62701"}'.encode("utf-16"), "not UTF-8"),
        (b'{"near": "62701", "radius": NaN}', "NaN"),
        (b'{"near": "62701", "radius": -Infinity}', "NaN"),
        (b'{"near": "62701", "near": "60608"}', "stands twice"),
        (b'{"point": {"latitude": 1, "latitude": 2, "longitude": 1}}', "stands twice"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"near":' * 30_000, "nested too deeply"),
        (b'{"near": "62701", "need": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", "nested too deeply"),
    ],
)
def test_body_that_two_readers_could_understand_differently_is_not_read(caller, body, detail):
    refused = caller.post("/api/paths", body)

    assert refused.status_code == 400
    assert told(refused)["type"] == "/api/#unreadable"
    assert detail in told(refused)["detail"]


@pytest.mark.parametrize("body", [b"[]", b"1", b'"62701"', b"null", b"true", b'{"near": "62701", "radius": 1e400}'])
def test_json_of_another_shape_is_a_wrong_field(caller, body):
    refused = caller.post("/api/paths", body)

    assert (refused.status_code, told(refused)["type"]) == (422, "/api/#field-refused")


@pytest.mark.asvs("V3.5.2")
@pytest.mark.parametrize(
    ("content_type", "headers"),
    [
        ("text/plain", {}),
        ("application/x-www-form-urlencoded", {}),
        ("multipart/form-data; boundary=x", {}),
        ("application/xml", {}),
        ("application/problem+json", {}),
        ("application/json; charset=latin-1", {}),
        ("application/json; charset=utf-16", {}),
        ("", {}),
        ("application/json", {"content-encoding": "gzip"}),
    ],
)
def test_only_plain_json_is_read(caller, content_type, headers):
    body = json.dumps(SEARCH).encode()
    body = gzip.compress(body) if headers else body

    refused = caller.client.post("/api/paths", body, content_type=content_type, headers=headers)

    assert (refused.status_code, told(refused)["type"]) == (415, "/api/#media-type")


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON", "application/json;"])
def test_json_is_known_by_every_spelling_of_its_name(caller, content_type):
    answered = caller.client.post("/api/paths", json.dumps(SEARCH).encode(), content_type=content_type)

    assert answered.status_code == 200


@pytest.mark.asvs("V5.2.1")
def test_body_of_a_megabyte_is_too_large(caller):
    refused = caller.post("/api/paths", {"near": "x" * 2**20})

    assert (refused.status_code, told(refused)["type"]) == (413, "/api/#too-large")


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing",
        "/api/paths/",
        "/api/facilities",
        "/api/facilities/a/b",
        "/api/docs",
        "/api/💊",
        "/api//",
        "/api/%ff",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
def test_unknown_address_is_a_problem_for_every_method(caller, path, method):
    refused = getattr(caller.client, method)(path)

    assert refused.status_code == 404
    assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.asvs("V13.4.4")
@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("get", "/api/paths", "OPTIONS, POST"),
        ("put", "/api/paths", "OPTIONS, POST"),
        ("post", "/api/codes", "GET, HEAD, OPTIONS"),
        ("delete", "/api/facilities/aaaaaaaaaaaaa", "GET, HEAD, OPTIONS"),
        ("patch", "/api/openapi.json", "GET, HEAD, OPTIONS"),
        ("trace", "/api/codes", "GET, HEAD, OPTIONS"),
    ],
)
def test_other_method_is_refused_and_told_which_would_do(caller, method, path, allow):
    refused = getattr(caller.client, method)(path)

    assert (refused.status_code, refused.headers["Allow"]) == (405, allow)
    assert told(refused)["type"] == "/api/#method"


@pytest.mark.parametrize(("path", "allow"), [("/api/paths", "OPTIONS, POST"), ("/api/codes", "GET, HEAD, OPTIONS")])
def test_options_tells_the_methods(caller, path, allow):
    answered = caller.client.options(path)

    assert (answered.status_code, answered.headers["Allow"], answered.content) == (204, allow, b"")


def test_head_is_get_without_its_body(caller):
    whole, head = caller.get("/api/codes"), caller.client.head("/api/codes")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_nul_in_an_address_is_unreadable(caller):
    assert told(caller.get("/api/facilities/%00"))["type"] == "/api/#unreadable"


def test_host_that_is_not_ours_is_a_problem(caller, settings):
    settings.ALLOWED_HOSTS = ["handrail.example"]

    refused = caller.get("/api/codes", host="elsewhere.example")

    assert (refused.status_code, told(refused)["type"]) == (400, "/api/#unreadable")


@pytest.mark.asvs("V16.5.1")
def test_failure_tells_nothing_of_its_reason(caller, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError(f"near {CANARY}")

    monkeypatch.setattr("handrail.interop.places.resolve_place", broken)
    refused = caller.post("/api/paths", {"near": CANARY})

    assert (refused.status_code, told(refused)["type"]) == (500, "/api/#failed")
    assert CANARY not in refused.content.decode()


def test_database_that_is_gone_is_a_problem(caller, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("no database here")

    monkeypatch.setattr("handrail.interop.views.facilities.facility_by_public_id", gone)

    assert told(caller.get("/api/facilities/aaaaaaaaaaaaa"))["status"] == 500


@pytest.mark.asvs("V16.2.5")
@pytest.mark.parametrize(
    "body",
    [
        {"near": CANARY},
        {"near": CANARY, "need": [CANARY]},
        {"near": "62701", CANARY: 1},
        {"near": CANARY * 100},
        f'{{"near": "{CANARY}"'.encode(),
        f'{{"near": "{CANARY}", "near": "{CANARY}"}}'.encode(),
    ],
)
def test_log_never_holds_what_was_sent(caller, log, body, monkeypatch):
    caller.post("/api/paths", body)
    caller.get(f"/api/{CANARY}?{CANARY}={CANARY}")
    caller.get(f"/api/facilities/{CANARY}")
    monkeypatch.setattr("handrail.interop.views.paths.find_paths", raises_what_was_sent)
    caller.post("/api/paths", body)

    written = log.getvalue()
    assert '"view": "api:paths"' in written
    assert "handrail.request" in written
    assert CANARY not in written


def raises_what_was_sent(*args, **kwargs):
    raise ValueError(CANARY)
