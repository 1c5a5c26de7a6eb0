"""Against a real server on this machine: `LOCAL` reaches loopback only, the default reaches everything but."""

import io
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from handrail.kernel.fetch import FetchedPage, FetchRefused, Network, Version, fetch

LOCAL = Network(may_reach=lambda address: address.is_loopback)


class Peer(BaseHTTPRequestHandler):
    """Answers as its path says, and remembers what it was asked."""

    seen: list[dict[str, str]]

    def do_GET(self):
        type(self).seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        getattr(self, "answer_" + self.path.strip("/").split("/")[0].split("?")[0])()

    def give(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"content_length": len(body), **headers}.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        self.give(200, b"the directory", content_type="text/csv")

    def answer_dated(self):
        """Its second edition, with both signs of a version."""
        if self.headers["If-None-Match"] == '"2"':
            self.give(304, content_length=None)
        else:
            self.give(200, b"the list", etag='"2"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")

    def answer_moved(self):
        self.give(301, location="/dated")

    def answer_oddly(self):
        self.give(200, b"the list", etag='"' + "2" * 200 + '"', last_modified="yesterd\xe4y")

    def answer_unasked(self):
        self.give(304, content_length=None)

    def answer_missing(self):
        self.give(404)

    def answer_hop(self):
        left = int(self.path.split("/")[2])
        self.give(302, location=f"/hop/{left - 1}" if left else "/page")

    def answer_away(self):
        self.give(302, location="http://169.254.169.254/latest/meta-data/")

    def answer_file(self):
        self.give(302, location="file:///etc/passwd")

    def answer_nowhere(self):
        self.give(302)

    def answer_short(self):
        self.give(200, b"half", content_length=8)

    def answer_packed(self):
        self.give(200, b"\x1f\x8b", content_encoding="gzip")

    def answer_endless(self):
        self.give(200, b"x" * 5000, content_length=None)

    def answer_drip(self):
        self.give(200, content_length=100)
        for _ in range(100):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *args):
        """Silence on the terminal."""


def serve(handler, tls=None):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def peer():
    handler = type("FreshPeer", (Peer,), {"seen": []})
    server = serve(handler)
    handler.url = f"http://localhost:{server.server_port}"
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def tls_peer(tmp_path):
    """A server for the name localhost, and a client context that trusts it alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "peer.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(pem)
    asked_names = []
    server_side.sni_callback = lambda stream, asked, context: asked_names.append(asked)
    handler = type("FreshPeer", (Peer,), {"seen": [], "asked_names": asked_names})
    server = serve(handler, tls=server_side)
    handler.port = server.server_port
    handler.network = Network(may_reach=LOCAL.may_reach, tls=ssl.create_default_context(cafile=str(pem)))
    yield handler
    server.shutdown()
    server.server_close()


def refusal(url, over=LOCAL, at_most=1000, timeout=5):
    with pytest.raises(FetchRefused) as caught:
        fetch(url, to=io.BytesIO(), at_most=at_most, timeout=timeout, over=over)
    return str(caught.value)


def test_fetch_writes_the_answer_and_says_what_it_was(peer):
    file = io.BytesIO()

    page = fetch(f"{peer.url}/page", to=file, at_most=1000, over=LOCAL)

    assert page == FetchedPage(url=f"{peer.url}/page", content_type="text/csv", bytes=13)
    assert file.getvalue() == b"the directory"


def test_fetch_tells_the_server_nothing_about_the_installation(peer):
    fetch(f"{peer.url}/page?year=2023", to=io.BytesIO(), at_most=1000, over=LOCAL)

    assert peer.seen == [
        {
            "path": "/page?year=2023",
            "host": peer.url.removeprefix("http://"),
            "user-agent": "Handrail",
            "accept-encoding": "identity",
            "connection": "close",
        }
    ]


@pytest.mark.asvs("V1.3.6")
def test_fetch_refuses_this_machine_unless_a_test_allows_it(peer):
    port = peer.url.rsplit(":", 1)[1]

    refusals = {
        refusal(f"http://{host}:{port}/page", over=Network())
        for host in ("localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0")
    }

    assert refusals == {"The address leads to a private or special network."}
    assert peer.seen == []


@pytest.mark.asvs("V1.3.6")
def test_fetch_refuses_a_name_with_one_private_address_among_public_ones(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: answers)

    message = refusal("http://rebinding.example/", over=Network())

    assert message == "The address leads to a private or special network."


@pytest.mark.asvs("V1.3.6")
def test_fetch_resolves_a_name_once_and_connects_to_the_checked_address(peer, monkeypatch):
    port = int(peer.url.rsplit(":", 1)[1])
    asked = []

    def getaddrinfo(host, port, **options):
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.7"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    page = fetch(f"http://directory.example:{port}/page", to=io.BytesIO(), at_most=1000, over=LOCAL)

    assert (page.bytes, asked) == (13, ["directory.example"])
    assert peer.seen[0]["host"] == f"directory.example:{port}"


@pytest.mark.asvs("V1.3.6")
@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "Only http and https addresses are fetched."),
        ("ftp://localhost/x", "Only http and https addresses are fetched."),
        ("gopher://localhost/x", "Only http and https addresses are fetched."),
        ("http:///nohost", "Only http and https addresses are fetched."),
        ("//localhost/x", "Only http and https addresses are fetched."),
        ("http://nurse:secret@localhost/", "An address with a user name or password in it is not fetched."),
        ("http://@localhost/", "An address with a user name or password in it is not fetched."),
        ("http://localhost/a\r\nHost: other", "The address holds a blank or a control character."),
        ("http://localhost/a b", "The address holds a blank or a control character."),
        ("http://localhost:25/", "Port 25 is not a web port."),
        ("http://localhost:99999/", "The address cannot be read."),
        ("http://[::1/", "The address cannot be read."),
        ("http://" + "a" * 80 + ".example/", "The host name cannot be read."),
    ],
)
def test_fetch_refuses_an_address_it_should_not_follow(url, message):
    said = refusal(url)

    assert said == message


@pytest.mark.asvs("V15.3.2")
def test_fetch_follows_five_redirects_and_no_more(peer):
    page = fetch(f"{peer.url}/hop/4", to=io.BytesIO(), at_most=1000, over=LOCAL)
    message = refusal(f"{peer.url}/hop/5")

    assert page.url == f"{peer.url}/page"
    assert message == "More than 5 redirects."


@pytest.mark.asvs("V15.3.2", "V16.5.2")
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("away", "The address leads to a private or special network."),
        ("file", "Only http and https addresses are fetched."),
        ("nowhere", "A redirect without an address."),
        ("missing", "The server answered 404."),
        ("short", "The answer ended early."),
        ("packed", "The server packed its answer although none was asked for packed."),
        ("endless", "The file is larger than 1,000 bytes."),
    ],
)
def test_fetch_refuses_an_answer_it_cannot_trust(peer, path, message):
    said = refusal(f"{peer.url}/{path}")

    assert said == message


def test_fetch_refuses_a_declared_size_before_reading(peer):
    file = io.BytesIO()

    with pytest.raises(FetchRefused, match="larger than 12 bytes"):
        fetch(f"{peer.url}/page", to=file, at_most=12, over=LOCAL)

    assert file.getvalue() == b""


@pytest.mark.parametrize("path", ["dated", "moved"])
def test_fetch_writes_nothing_where_the_version_is_still_the_same(peer, path):
    first, again = io.BytesIO(), io.BytesIO()

    page = fetch(f"{peer.url}/{path}", to=first, at_most=1000, over=LOCAL)
    same = fetch(f"{peer.url}/{path}", to=again, at_most=1000, over=LOCAL, unless=page.version)

    assert page.version == Version(etag='"2"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    assert (page.is_unchanged, first.getvalue()) == (False, b"the list")
    assert same == FetchedPage(f"{peer.url}/dated", "", 0, version=page.version, is_unchanged=True)
    assert again.getvalue() == b""
    asked = [(one.get("if-none-match"), one.get("if-modified-since")) for one in peer.seen if one["path"] == "/dated"]
    assert asked == [(None, None), ('"2"', "Mon, 23 Nov 2026 12:00:00 GMT")]


def test_fetch_writes_what_is_another_version(peer):
    file = io.BytesIO()

    page = fetch(f"{peer.url}/dated", to=file, at_most=1000, over=LOCAL, unless=Version(etag='"1"'))

    assert (page.is_unchanged, file.getvalue()) == (False, b"the list")


def test_fetch_keeps_no_version_that_could_not_be_asked_about(peer):
    page = fetch(f"{peer.url}/oddly", to=io.BytesIO(), at_most=1000, over=LOCAL)

    assert page.version == Version()


def test_fetch_takes_no_answer_that_nothing_changed_where_it_did_not_ask(peer):
    message = refusal(f"{peer.url}/unasked")

    assert message == "The server answered 304."


def test_fetch_takes_a_file_of_exactly_the_limit(peer):
    page = fetch(f"{peer.url}/page", to=io.BytesIO(), at_most=13, over=LOCAL)

    assert page.bytes == 13


@pytest.mark.asvs("V15.2.2", "V16.5.2")
def test_fetch_ends_when_a_slow_server_keeps_sending(peer):
    started = time.monotonic()

    message = refusal(f"{peer.url}/drip", timeout=0.5)

    assert message == "No complete answer within 0.5 seconds."
    assert time.monotonic() - started < 3


def test_fetch_ends_when_the_name_service_is_silent(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: time.sleep(2))

    message = refusal("http://silent.example/", timeout=0.2)

    assert message == "No complete answer within 0.2 seconds."


def test_fetch_says_kindly_that_a_server_is_away():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        message = refusal(f"http://localhost:{port}/")

    assert message == "The server could not be read: ConnectionRefusedError."


def test_fetch_over_tls_names_the_host_and_checks_its_certificate(tls_peer):
    page = fetch(f"https://localhost:{tls_peer.port}/page", to=io.BytesIO(), at_most=1000, over=tls_peer.network)

    assert page.bytes == 13
    assert tls_peer.asked_names == ["localhost"]


@pytest.mark.asvs("V12.3.2")
def test_fetch_over_tls_refuses_a_certificate_of_another_name(tls_peer):
    message = refusal(f"https://127.0.0.1:{tls_peer.port}/page", over=tls_peer.network)

    assert message == "The server could not be read: SSLCertVerificationError."


@pytest.mark.asvs("V12.3.2")
def test_fetch_over_tls_refuses_an_unknown_certificate(tls_peer):
    message = refusal(f"https://localhost:{tls_peer.port}/page")

    assert message == "The server could not be read: SSLCertVerificationError."


@pytest.mark.asvs("V15.3.2")
def test_fetch_refuses_a_redirect_to_an_unprotected_address(tls_peer):
    tls_peer.answer_away = lambda self: self.give(302, location="http://localhost/page")

    message = refusal(f"https://localhost:{tls_peer.port}/away", over=tls_peer.network)

    assert message == "A redirect from https to an unprotected address."
