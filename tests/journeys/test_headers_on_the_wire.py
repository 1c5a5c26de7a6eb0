"""What the server beneath the product adds, drops or breaks is seen only over the network."""

import re
import socket
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def ask(server, method: str, path: str, body: bytes = b"", **headers: str):
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=20)
    with suppress(BrokenPipeError):  # too long a form is answered before all of it was sent
        connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def style_sheet(server) -> str:
    return re.search(rb'href="(/static/[^"]+\.css)"', ask(server, "GET", "/")[2])[1].decode()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/es/crisis/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/no-such-page/", 404),
        ("GET", "/static/no-such-file.css", 404),
        ("POST", "/", 405),
        ("GET", "/account/sign-in/", 200),
    ],
)
def test_every_answer_carries_the_headers_and_none_a_cookie_for_strangers(server, method, path, status):
    came, headers, _ = ask(server, method, path)

    assert came == status
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert f"script-src {server.address}/static/" in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_style_sheet_carries_the_headers_is_packed_and_kept_for_long(server):
    status, headers, _ = ask(server, "GET", style_sheet(server), **{"Accept-Encoding": "br, gzip"})

    assert status == 200
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["content-encoding"] in ("br", "gzip")
    assert "immutable" in headers["cache-control"]


def test_form_of_a_megabyte_is_refused_with_a_page(server):
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    status, _, content = ask(server, "POST", "/paths/", b"place=" + b"x" * 2**20, **form)

    assert (status, b"<h1" in content) == (413, True)


@pytest.mark.asvs("V5.3.2")
@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/%ff%fe/",
        "/facilities/%00/",
        "/?x=%00",
        "/" + "a" * 6000,
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f",
    ],
)
def test_bad_address_is_refused_with_a_page(server, path):
    status, _, _ = ask(server, "GET", path)

    assert 400 <= status < 500


@pytest.mark.asvs("V13.4.4")
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_strange_method_is_refused(server, method):
    assert 400 <= ask(server, method, "/crisis/")[0] < 500


def test_stranger_host_is_refused_and_nowhere_repeated(server):
    status, headers, content = ask(server, "GET", "/", Host="elsewhere.example")

    assert status == 400
    assert b"elsewhere.example" not in content
    assert [value for value in headers.values() if "elsewhere.example" in value] == []


SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.asvs("V4.2.1")
@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: %d\r\nTransfer-Encoding: chunked" % len(b"0\r\n\r\n"),
        b"Content-Length: %d\r\nTransfer-Encoding: chunked" % len(b"0\r\n\r\n" + SMUGGLED),
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: 5\r\nTransfer-Encoding: xchunked",
        b"Content-Length: +5",
        b"Content-Length: 5, 6",
    ],
)
def test_request_whose_end_is_in_doubt_is_refused_or_ends_the_connection(server, lengths):
    """Two servers that saw its end in two places would take the second request for another person's."""
    request = b"POST /paths/ HTTP/1.1\r\nHost: %s\r\n" % urlsplit(server.address).netloc.encode()
    request += b"Content-Type: application/x-www-form-urlencoded\r\n" + lengths + b"\r\n\r\n0\r\n\r\n" + SMUGGLED

    answers = everything_answered(server, request)

    assert answers.count(b"HTTP/1.1 ") <= 1
    assert b"HTTP/1.1 200" not in answers


def test_two_whole_requests_in_a_row_are_both_answered(server):
    host = urlsplit(server.address).netloc.encode()
    request = b"GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n" % host

    answers = everything_answered(server, request + request)

    assert answers.count(b"HTTP/1.1 200") == 2


def everything_answered(server, request: bytes) -> bytes:
    netloc = urlsplit(server.address)
    with socket.create_connection((netloc.hostname, netloc.port), timeout=2) as connection:
        connection.sendall(request)
        answers = b""
        try:
            while part := connection.recv(65536):
                answers += part
        except TimeoutError:
            pass  # it stays open, and nothing more comes
        return answers


def test_nothing_of_these_requests_is_in_the_log(server):
    ask(
        server,
        "GET",
        "/sentinelpath/?sentinelquery=1",
        **{"User-Agent": "sentinelagent", "Referer": "http://sentinelreferer/"},
    )

    log = server.log()
    assert [line for line in log.splitlines() if "sentinel" in line or "127.0.0.1" in line] == []
    assert '"status": 500' not in log
