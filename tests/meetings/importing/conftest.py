"""A server of feeds on this machine, which knows versions as real ones do."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from handrail.kernel.fetch import Network


class FeedServer(BaseHTTPRequestHandler):
    """Gives `answers` by switcher (none: a plain list), and remembers what it was asked."""

    answers: dict[str, object]
    etag: str
    asked: list[tuple[str, str | None]]

    def do_GET(self):
        parts = urlsplit(self.path)
        asking = parse_qs(parts.query).get("switcher", [""])[0]
        condition = self.headers["If-None-Match"]
        type(self).asked.append((asking, condition))
        if parts.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.7/feed")
            self.end_headers()
        elif condition and condition == self.etag:
            self.send_response(304)
            self.end_headers()
        elif asking in self.answers:
            self.give(json.dumps(self.answers[asking]).encode())
        else:
            self.send_error(500)

    def give(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", self.etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Silence on the terminal."""


@pytest.fixture
def feed_server():
    handler = type("FreshServer", (FeedServer,), {"answers": {}, "etag": '"1"', "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handler.url = f"http://localhost:{server.server_port}/"
    handler.network = Network(may_reach=lambda address: address.is_loopback)
    yield handler
    server.shutdown()
    server.server_close()
