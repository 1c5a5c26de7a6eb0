"""Speaking to a service, under the rules of `fetch`: a real server on this machine hears it."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from handrail.kernel.fetch import FetchRefused, Network, NeverReached, call

LOCAL = Network(may_reach=lambda address: address.is_loopback)


class Service(BaseHTTPRequestHandler):
    """Remembers what it heard, and answers as its path says."""

    heard: list[tuple]

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        named = {name.lower(): value for name, value in self.headers.items()}
        type(self).heard.append((self.command, self.path, named, body))
        if self.path == "/silence":
            time.sleep(1)
            return
        if self.path == "/elsewhere":
            self.give(307, b"", Location="http://169.254.169.254/")
        else:
            self.give(429, b"slow down", Retry_After="30")

    do_DELETE = do_POST

    def give(self, status, body, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Silence on the terminal."""


@pytest.fixture
def service():
    handler = type("FreshService", (Service,), {"heard": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handler.url = f"http://localhost:{server.server_port}"
    yield handler
    server.shutdown()
    server.server_close()


def test_call_sends_a_form_and_gives_back_whatever_is_answered(service):
    answer = call(f"{service.url}/x", method="POST", form={"To": "+1 2", "é": "&="}, account=("a", "b"), over=LOCAL)

    assert (answer.status, answer.headers["retry-after"], answer.body) == (429, "30", b"slow down")
    assert service.heard == [
        (
            "POST",
            "/x",
            {
                "host": service.url.removeprefix("http://"),
                "user-agent": "Handrail",
                "accept-encoding": "identity",
                "connection": "close",
                "authorization": "Basic YTpi",
                "content-type": "application/x-www-form-urlencoded",
                "content-length": "23",
            },
            b"To=%2B1+2&%C3%A9=%26%3D",
        )
    ]


def test_call_without_a_form_sends_no_body(service):
    call(f"{service.url}/x", method="DELETE", over=LOCAL)

    (method, path, headers, body) = service.heard[0]
    assert (method, path, body, "content-type" in headers) == ("DELETE", "/x", b"", False)


def test_call_follows_no_redirect(service):
    answer = call(f"{service.url}/elsewhere", method="POST", form={}, over=LOCAL)

    assert (answer.status, len(service.heard)) == (307, 1)


def test_call_reads_no_more_than_it_was_told(service):
    assert call(f"{service.url}/x", method="POST", form={}, at_most=4, over=LOCAL).body == b"slow"


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("http://localhost:8000/", None),  # the default network is everything but this machine
        ("http://127.0.0.1:8000/", None),
        ("http://[::ffff:10.0.0.1]/", None),
        ("http://api.example.org/", ("name", "password")),  # a password in the clear
        ("https://name:password@api.example.org/", None),
        ("file:///etc/passwd", None),
        ("https://api.example.org:22/", None),
    ],
)
def test_call_that_breaks_a_rule_reaches_nobody(url, account, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *args: pytest.fail("it connected"))

    with pytest.raises(NeverReached):
        call(url, method="POST", form={}, account=account)


def test_nobody_listening_is_told_from_silence(service):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(NeverReached):
            call(f"http://127.0.0.1:{held.getsockname()[1]}/", method="POST", form={}, over=LOCAL)

    with pytest.raises(FetchRefused) as silent:
        call(f"{service.url}/silence", method="POST", form={}, timeout=0.3, over=LOCAL)

    assert isinstance(silent.value, NeverReached) is False


def test_refusal_never_holds_what_was_sent(service):
    with pytest.raises(FetchRefused) as silent:
        call(f"{service.url}/silence", method="POST", form={"To": "+13125550142"}, timeout=0.3, over=LOCAL)

    assert "3125550142" not in str(silent.value)
    assert silent.value.__cause__ is None
