"""The load that `bench pages` makes, by our own generator: it asks what it was told to, and counts what failed."""

from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from handrail.pages.loopback_load import Question, asked_once, by_threads, free_port, raw


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: Counter = Counter()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen[self.command, self.path, body, self.headers["X-Asked"]] += 1
        self.send_response(500 if body == b"bad" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def port():
    Answering.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_every_question_is_asked_and_counted(port):
    questions = [Question("POST", f"/{number}", b"good", {"X-Asked": "yes"}) for number in range(2)]

    done = by_threads(port, questions, 0.3)

    assert set(Answering.seen) == {("POST", "/0", b"good", "yes"), ("POST", "/1", b"good", "yes")}
    assert done.answers == sum(Answering.seen.values())
    assert done.failures == 0


def test_refused_questions_count_as_failures(port):
    done = by_threads(port, [Question("POST", "/", b"bad")], 0.2)

    assert done.failures == done.answers > 0


def test_nobody_there_is_a_failure_too():
    done = by_threads(free_port(), [Question("POST", "/", b"good")], 0.05)

    assert done.failures == done.answers > 0


def test_asked_once_gives_status_and_body(port):
    assert asked_once(port, Question("POST", "/", b"good")) == (200, b"ok")


def test_raw_request_is_whole():
    text = raw(8000, Question("POST", "/paths/", b"a=1", {"X-Asked": "yes"}))

    head, body = text.split("\r\n\r\n")
    assert head.splitlines()[0] == "POST /paths/ HTTP/1.1"
    assert {"Host: 127.0.0.1:8000", "Content-Length: 3", "X-Asked: yes"} <= {*head.splitlines()}
    assert body == "a=1"
