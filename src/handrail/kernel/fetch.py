"""The one way out (S8): every outbound request of the product is made here, and an import contract bans the others.

`fetch` reads a page into a file, `call` speaks to a service that the operator has an account with.

A host name is resolved once, every address is checked, and the connection goes to a checked address, so that a name
cannot point elsewhere a moment later. Each redirect starts again from the beginning. No proxy setting is obeyed.
"""

import base64
import http.client
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address
from typing import BinaryIO
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit

from handrail.kernel.deadline import Deadline, DeadlinePassed, SocketWithDeadline
from handrail.kernel.public_addresses import Address, is_public

REDIRECTS = {301, 302, 303, 307, 308}
REDIRECT_LIMIT = 5
UNCHANGED = 304
LONGEST_VERSION = 100
CHUNK = 64 * 1024
HEADERS = {  # no version, no operator: nothing that singles an installation out
    "User-Agent": "Handrail",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class FetchRefused(Exception):
    """The message may be shown to the operator who asked. What was written to the file by then is worthless."""


class NeverReached(FetchRefused):
    """The other side surely heard nothing."""


@dataclass(frozen=True, slots=True)
class Version:
    """How a server tells one edition of a page from another. Nothing of it: the server does not say."""

    etag: str = ""
    last_modified: str = ""


UNKNOWN_VERSION = Version()


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What came back: the address after redirects, its declared type, and how many bytes were written.

    None were where it `is_unchanged`: the server still has the version that was asked about.
    """

    url: str
    content_type: str
    bytes: int
    version: Version = UNKNOWN_VERSION
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a service said. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Network:
    """Which addresses may be reached and whose certificates are trusted. Tests narrow it to a server of their own."""

    may_reach: Callable[[Address], bool] = is_public
    tls: ssl.SSLContext | None = None


INTERNET = Network()


def fetch(
    url: str,
    *,
    to: BinaryIO,
    at_most: int,
    timeout: float = 30,
    over: Network = INTERNET,
    unless: Version = UNKNOWN_VERSION,
) -> FetchedPage:
    """Write what `url` answers to `to`, at most `at_most` bytes within `timeout` seconds in all; nothing where it is
    still the version `unless`."""
    conditions = conditions_of(unless)
    deadline = Deadline(timeout)
    try:
        for _ in range(REDIRECT_LIMIT + 1):
            parts = checked_url(url)
            connecting = closing(connected(parts, deadline=deadline, over=over))
            with connecting as connection, answer(connection, parts, conditions) as response:
                if response.status == UNCHANGED and conditions:
                    return FetchedPage(url=url, content_type="", bytes=0, version=unless, is_unchanged=True)
                if response.status not in REDIRECTS:
                    return save(response, url=url, to=to, at_most=at_most)
                url = redirected(url, response.getheader("Location"))
    except (DeadlinePassed, TimeoutError) as error:
        raise FetchRefused(f"No complete answer within {timeout:g} seconds.") from error
    except (OSError, http.client.HTTPException) as error:
        raise FetchRefused(f"The server could not be read: {type(error).__name__}.") from error
    raise FetchRefused(f"More than {REDIRECT_LIMIT} redirects.")


def call(
    url: str,
    *,
    method: str,
    form: Mapping[str, str] | None = None,
    account: tuple[str, str] | None = None,
    at_most: int = 64 * 1024,
    timeout: float = 10,
    over: Network = INTERNET,
) -> Answer:
    """Send a form to a service, under the same rules, and give back whatever it answers. No redirect is followed.

    `account` (name and password) goes by https only, or to the peer of a test.
    """
    deadline = Deadline(timeout)
    try:
        parts = checked_url(url)
        if account and parts.scheme != "https" and over is INTERNET:
            raise FetchRefused("A password is sent by https only.")
        connection = connected(parts, deadline=deadline, over=over)
    except (DeadlinePassed, OSError, FetchRefused) as error:
        raise NeverReached(str(error) if isinstance(error, FetchRefused) else type(error).__name__) from None
    try:
        with closing(connection), asked(connection, parts, method, form, account) as response:
            return Answer(response.status, lower_case(response), response.read(at_most))
    except (DeadlinePassed, OSError, http.client.HTTPException) as error:
        raise FetchRefused(f"The service gave no answer: {type(error).__name__}.") from None


def asked(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    method: str,
    form: Mapping[str, str] | None,
    account: tuple[str, str] | None,
) -> http.client.HTTPResponse:
    headers = dict(HEADERS)
    if account:
        headers["Authorization"] = "Basic " + base64.b64encode(":".join(account).encode()).decode()
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    body = urlencode(form).encode() if form is not None else None
    connection.request(method, target(parts), body=body, headers=headers)
    return connection.getresponse()


def lower_case(response: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in response.getheaders()}


def checked_url(url: str) -> SplitResult:
    """An http or https address with a host, without credentials, without characters that could split a request."""
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise FetchRefused("The address holds a blank or a control character.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused("The address cannot be read.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchRefused("Only http and https addresses are fetched.")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("An address with a user name or password in it is not fetched.")
    if port is not None and port not in {80, 443} and port < 1024:
        raise FetchRefused(f"Port {port} is not a web port.")
    return parts


def redirected(url: str, location: str | None) -> str:
    if not location:
        raise FetchRefused("A redirect without an address.")
    target = urljoin(url, location)
    if url.startswith("https:") and not target.startswith("https:"):
        raise FetchRefused("A redirect from https to an unprotected address.")
    return target


def connected(parts: SplitResult, *, deadline: Deadline, over: Network) -> http.client.HTTPConnection:
    """A connection to a checked address, already made, that speaks for the name in the URL."""
    host, port = ascii_host(parts), parts.port or (443 if parts.scheme == "https" else 80)
    plain = reach(resolve(host, port, deadline=deadline, over=over), deadline=deadline)
    try:
        plain.settimeout(deadline.remaining())
        tls = over.tls or ssl.create_default_context()
        stream = tls.wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
    except BaseException:
        plain.close()
        raise
    connection = http.client.HTTPConnection(host, port)
    connection.default_port = 443 if parts.scheme == "https" else 80  # the Host header names only an unusual port
    connection.sock = SocketWithDeadline(stream, deadline)  # type: ignore[assignment]
    return connection


def ascii_host(parts: SplitResult) -> str:
    try:
        return (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchRefused("The host name cannot be read.") from error


def resolve(host: str, port: int, *, deadline: Deadline, over: Network) -> list[tuple[int, tuple[str, int]]]:
    """Family and numeric address of each place the name leads to; one private address among them refuses all."""
    found = []
    for family, _, _, _, where in looked_up(host, port, deadline=deadline):
        address = ip_address(str(where[0]))
        if not over.may_reach(address):
            raise FetchRefused("The address leads to a private or special network.")
        found.append((int(family), (str(address), port)))
    return found


def looked_up(host: str, port: int, *, deadline: Deadline) -> list[tuple]:
    """getaddrinfo knows no time limit, so it runs beside us and is left behind when the time is over."""
    answers: queue.SimpleQueue = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.remaining())
    except queue.Empty as error:
        raise DeadlinePassed from error
    if isinstance(answer, Exception):
        raise FetchRefused("The host name is unknown.") from answer
    return answer


def reach(places: list[tuple[int, tuple[str, int]]], *, deadline: Deadline) -> socket.socket:
    """A socket to the first place that answers."""
    failure: OSError | None = None
    for family, place in places:
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(deadline.remaining())
            plain.connect(place)
            return plain
        except OSError as error:
            plain.close()
            failure = error
    raise failure or FetchRefused("The host name is unknown.")


def answer(
    connection: http.client.HTTPConnection, parts: SplitResult, conditions: Mapping[str, str]
) -> http.client.HTTPResponse:
    connection.request("GET", target(parts), headers={**HEADERS, **conditions})
    return connection.getresponse()


def conditions_of(unless: Version) -> dict[str, str]:
    """A redirect carries them along: what was kept is the version of where it led."""
    told = {"If-None-Match": unless.etag, "If-Modified-Since": unless.last_modified}
    return {name: value for name, value in told.items() if value}


def version_of(response: http.client.HTTPResponse) -> Version:
    """What would be no header of a request, or is unreasonably long, is as if it were not said."""
    etag, last_modified = (response.getheader(name, "") for name in ("ETag", "Last-Modified"))
    return Version(*(said if len(said) <= LONGEST_VERSION and is_plain(said) else "" for said in (etag, last_modified)))


def is_plain(said: str) -> bool:
    return said.isascii() and said.isprintable()


def target(parts: SplitResult) -> str:
    """Path and query as they go into the request."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return path + ("?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._") if parts.query else "")


def save(response: http.client.HTTPResponse, *, url: str, to: BinaryIO, at_most: int) -> FetchedPage:
    """Stream the body to the file, and refuse what is too long, cut short or packed."""
    if response.status != 200:
        raise FetchRefused(f"The server answered {response.status}.")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise FetchRefused("The server packed its answer although none was asked for packed.")
    declared = response.length
    if declared is not None and declared > at_most:
        raise FetchRefused(f"The file is larger than {at_most:,} bytes.")
    count = 0
    while chunk := response.read(min(CHUNK, at_most - count + 1)):
        count += len(chunk)
        if count > at_most:
            raise FetchRefused(f"The file is larger than {at_most:,} bytes.")
        to.write(chunk)
    if declared is not None and count < declared:
        raise FetchRefused("The answer ended early.")
    return FetchedPage(
        url=url,
        content_type=response.getheader("Content-Type", ""),
        bytes=count,
        version=version_of(response),
    )
