"""`handrail bench pages`: whole answers, from the request's bytes through every middleware to the page's bytes.

In this process first, then over HTTP. The directory is invented and lies in a database of its own: what is installed
here is neither read nor changed. A form is sent as a browser sends it. The log's lines are made and thrown away.
"""

import gzip
import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from handrail.directory.index.live import current_index
from handrail.kernel.bench import BenchResult, Timing, timed
from handrail.meetings.index.live import current_meetings
from handrail.pages import bench_http
from handrail.pages.choices import MATTERS
from handrail.pages.invented_directory import fill_meetings, invented_directory

DEFAULT_ROWS = 25_000
CARDS = 3  # and as many again under "other kinds of help", mostly
SEARCHES = (
    {"who": "myself", "place": "60608", "matters": ["payment:medicaid"]},
    {"who": "loved", "place": "90012", "matters": ["need:trauma", "language:spanish"]},
    {"who": "client", "place": "10456", "matters": ["payment:private", "need:veteran"]},
    {"who": "myself", "place": "77002", "matters": [], "medicine": "buprenorphine"},
)
PLACES = ("60608", "90012", "10456", "77002", "85003", "19104", "33125", "02118", "98104", "80204", "37203", "50309")
UNSEEN = 400
MEETINGS_A_FACILITY = 6  # 150,000 beside 25,000
FORM = "application/x-www-form-urlencoded"
ENCODINGS = "gzip, deflate, br"
Environ = dict[str, object]
Sender = Callable[[], Environ]


def run(*, rows: int | None, at: datetime) -> Iterator[BenchResult]:
    """The paths page, searched lately and never before; beside it pages that search nothing; then all over HTTP."""
    size = rows or DEFAULT_ROWS
    with invented_directory(size), silent_log():
        server = WSGIHandler()
        current_index()
        searches = [sender(form) for form in SEARCHES] * 25
        pages = [gzip.decompress(answered(server, send)) for send in searches[: len(SEARCHES)]]
        is_whole = all(page.count(b"<article") >= CARDS for page in pages)
        yield timed(lambda send: answered(server, send), searches).result(
            bench="pages_paths", rows=size, equal_to_reference=is_whole, note="the same four searches again and again"
        )
        yield each_once(server, unseen_searches()).result(
            bench="pages_paths_unseen", rows=size, note="every search asked once, by nobody before"
        )
        fill_meetings(size * MEETINGS_A_FACILITY)
        current_meetings()
        yield timed(lambda send: answered(server, send), searches).result(
            bench="pages_paths_meetings",
            rows=size,
            note=f"pages_paths with {size * MEETINGS_A_FACILITY:,} meetings loaded",
        )
        for bench, path in (("pages_home", "/"), ("pages_crisis", "/crisis/")):
            yield timed(lambda send: answered(server, send), [getter(path)] * 100).result(bench=bench, rows=size)
    yield from bench_http.run(rows=size, searches=SEARCHES, cards=CARDS)


def unseen_searches() -> list[Sender]:
    """Two or three things that matter, at a dozen places, no two searches alike."""
    chance = random.Random(33)  # noqa: S311  (a bench, not a secret)
    values = [value for value, _ in MATTERS]
    asked: dict[tuple, Sender] = {}
    while len(asked) < UNSEEN:
        place, matters = chance.choice(PLACES), chance.sample(values, chance.choice([2, 3]))
        medicine, who = (
            chance.choice(["", "", "methadone", "buprenorphine"]),
            chance.choice(["myself", "loved", "client"]),
        )
        form = {"who": who, "place": place, "matters": matters, "medicine": medicine}
        asked.setdefault((place, frozenset(matters), medicine), sender(form))
    return list(asked.values())


def each_once(server: WSGIHandler, searches: Sequence[Sender]) -> Timing:
    """No warm-up beyond that of the server: each question counts with its first answer."""
    clock, each, cpu = time.perf_counter_ns, [], time.process_time_ns()
    for send in searches:
        environ = send()
        begun = clock()
        answered(server, lambda environ=environ: environ)
        each.append((clock() - begun) / 1e6)
    return Timing(each_ms=tuple(each), cpu_ms=(time.process_time_ns() - cpu) / 1e6)


def answered(server: WSGIHandler, send: Sender) -> bytes:
    response = server(send(), lambda status, headers: None)
    body = b"".join(response)
    response.close()
    return body


def sender(form: Mapping[str, object]) -> Sender:
    body = urlencode(form, doseq=True)
    return lambda: requests().post("/paths/", body, content_type=FORM, secure=settings.SECURE_SSL_REDIRECT).environ


def getter(path: str) -> Sender:
    return lambda: requests().get(path, secure=settings.SECURE_SSL_REDIRECT).environ


def requests() -> RequestFactory:
    """As from a browser on this machine: under a name that this installation answers to."""
    named = (host for host in settings.ALLOWED_HOSTS if host.strip("[]:.*") and not host.startswith("."))
    return RequestFactory(HTTP_HOST=next(named, "localhost"), HTTP_ACCEPT_ENCODING=ENCODINGS)


@contextmanager
def silent_log() -> Iterator[None]:
    handlers = [handler for handler in logging.getLogger().handlers if isinstance(handler, logging.StreamHandler)]
    streams = [handler.setStream(StringIO()) for handler in handlers]
    try:
        yield
    finally:
        for handler, stream in zip(handlers, streams, strict=True):
            handler.setStream(stream)
