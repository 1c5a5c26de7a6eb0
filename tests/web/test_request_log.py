import json
import logging

import pytest
from django.test import Client, RequestFactory

from handrail.config.log_lines import IdsOnlyFormatter
from handrail.web.request_log import request_log

pytestmark = pytest.mark.django_db

SENTINEL = "zanzibarsentinel"
ADDRESS = "203.0.113.77"


@pytest.fixture
def lines():
    """Every line the product would write, as its own formatter writes it."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    keep = Keep(level=logging.DEBUG)
    keep.setFormatter(IdsOnlyFormatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(keep)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(keep)
    root.setLevel(before)


def own_lines(written):
    parsed = [json.loads(line) for line in written]
    return [line["ids"] for line in parsed if line["logger"] == "handrail.request"]


def visit(method, path, data=None):
    client = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    headers = dict.fromkeys(("user-agent", "x-request-id", "x-forwarded-for", "cookie", "accept-language"), SENTINEL)
    return getattr(client, method)(path, data, headers=headers | {"referer": f"http://testserver/{SENTINEL}"})


@pytest.mark.asvs("V16.2.1")
def test_request_log_names_view_status_and_time_under_an_id_of_its_own(lines):
    response = visit("get", "/crisis/")

    (line,) = own_lines(lines)
    assert sorted(line) == ["milliseconds", "request", "status", "view"]
    assert (line["view"], line["status"], line["request"]) == ("crisis", 200, response.headers["X-Request-Id"])


@pytest.mark.asvs("V16.2.5")
@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("get", f"/crisis/?q={SENTINEL}", None),
        ("get", f"/{SENTINEL}/", None),
        ("get", f"/facilities/{SENTINEL}/", None),
        ("get", f"/%00{SENTINEL}", None),
        ("get", f"/admin/{SENTINEL}/", None),
        ("get", f"/static/{SENTINEL}.css", None),
        ("post", "/paths/", {"place": SENTINEL, "matters": SENTINEL}),
        ("post", "/paths/", {"search": SENTINEL}),
        ("post", "/crisis/", {"place": SENTINEL}),
        ("post", "/account/sign-in/", {"handle": SENTINEL, "password": SENTINEL}),
        ("post", "/account/new/", {"word": SENTINEL, "password": SENTINEL}),
        ("post", f"/account/invited/{SENTINEL}/", {"code": SENTINEL}),
    ],
)
def test_request_log_holds_nothing_of_what_was_asked_or_by_whom(lines, method, path, data):
    visit(method, path, data)

    assert len(own_lines(lines)) == 1
    assert [line for line in lines if SENTINEL in line or ADDRESS in line] == []


@pytest.mark.asvs("V16.2.5", "V16.3.4")
def test_request_log_of_a_failure_holds_its_place_in_the_code_and_not_its_words(lines, monkeypatch):
    monkeypatch.setattr("handrail.pages.views.searching.resolve_place", fail_with_the_words)

    response = visit("post", "/paths/", {"place": SENTINEL})

    failures = [json.loads(line) for line in lines if "exception" in line]
    assert response.status_code == 500
    assert [line for line in lines if SENTINEL in line or ADDRESS in line] == []
    assert [line["exception"] for line in failures] == ["builtins.ValueError"]
    assert failures[0]["request"] == response.headers["X-Request-Id"]
    assert any(place.startswith("handrail/pages/views/searching.py:") for place in failures[0]["trace"])


def fail_with_the_words(place):
    raise ValueError(f"no such place: {place}")


def test_request_log_of_a_refused_host_does_not_repeat_it(lines):
    Client().get("/crisis/", headers={"host": f"{SENTINEL}.example"})

    assert [line for line in lines if SENTINEL in line] == []


def test_request_log_gives_each_request_another_id():
    seen = set()
    answer = request_log(lambda request: Client().get("/healthz"))

    for _ in range(50):
        request = RequestFactory().get("/")
        answer(request)
        seen.add(request.request_id)

    assert len(seen) == 50
