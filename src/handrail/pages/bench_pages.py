"""`handrail bench pages`: whole answers, from the request's bytes through every middleware to the page's bytes.

The directory is invented and lies in a database of its own, in memory: what is installed here is neither read nor
changed. A form is sent as a browser sends it. The log's lines are made and thrown away.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from itertools import islice
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.db.utils import load_backend
from django.test import RequestFactory

from handrail.directory.domain.sources import Precision, Source
from handrail.directory.index.build import FacilityRow
from handrail.directory.index.live import current_index, forget_index
from handrail.directory.models import DirectoryRevision, Facility
from handrail.kernel.bench import BenchResult, timed
from handrail.kernel.models import Installation
from handrail.pathways.synthetic import path_rows
from handrail.web.page_context import is_demonstration

DEFAULT_ROWS = 25_000
PATHS_PER_SECOND = 1_100  # the budget for a page of three cards on one core
CARDS = 3
SEARCHES = (
    {"who": "myself", "place": "60608", "matters": ["payment:medicaid"]},
    {"who": "loved", "place": "90012", "matters": ["need:trauma", "language:spanish"]},
    {"who": "client", "place": "10456", "matters": ["payment:private", "need:veteran"]},
    {"who": "myself", "place": "77002", "matters": [], "medicine": "buprenorphine"},
)
FORM = "application/x-www-form-urlencoded"
Environ = dict[str, object]
Sender = Callable[[], Environ]


def run(*, rows: int | None, at: datetime) -> list[BenchResult]:
    """The paths page, and beside it two pages that search nothing."""
    with invented_directory(rows or DEFAULT_ROWS), silent_log():
        server = WSGIHandler()
        current_index()
        searches = [sender(form) for form in SEARCHES] * 25
        is_whole = all(answered(server, send).count(b"<article") >= CARDS for send in searches[: len(SEARCHES)])
        size = rows or DEFAULT_ROWS
        return [
            timed(lambda send: answered(server, send), searches).result(
                bench="pages_paths", rows=size, budget_ms=1000 / PATHS_PER_SECOND, equal_to_reference=is_whole
            ),
            *(
                timed(lambda send: answered(server, send), [getter(path)] * 100).result(bench=bench, rows=size)
                for bench, path in (("pages_home", "/"), ("pages_crisis", "/crisis/"))
            ),
        ]


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
    return RequestFactory(HTTP_HOST=next(named, "localhost"))


@contextmanager
def invented_directory(rows: int) -> Iterator[None]:
    own = connections["default"]
    engine = load_backend("django.db.backends.sqlite3")
    connections["default"] = engine.DatabaseWrapper(
        {**own.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}, "default"
    )
    try:
        with connections["default"].schema_editor() as editor:
            for model in (Facility, DirectoryRevision, Installation):
                editor.create_model(model)
        fill(rows)
        forget_index()
        is_demonstration.forget()
        yield
    finally:
        connections["default"].close()
        connections["default"] = own
        forget_index()
        is_demonstration.forget()


def fill(rows: int) -> None:
    invented = (facility_of(row) for row in path_rows(rows=rows))
    while batch := list(islice(invented, 2_000)):
        Facility.objects.bulk_create(batch)


def facility_of(row: FacilityRow) -> Facility:
    return Facility(
        pk=row.pk,
        public_id=row.public_id,
        name=row.name,
        street1=f"{row.pk} Example Street",
        city=row.city,
        state=row.state,
        zip="00000",
        phone="217-555-0100",
        codes=row.codes,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=Precision.ADDRESS,
        source=Source.DEMONSTRATION,
        source_year=2026,
    )


@contextmanager
def silent_log() -> Iterator[None]:
    handlers = [handler for handler in logging.getLogger().handlers if isinstance(handler, logging.StreamHandler)]
    streams = [handler.setStream(StringIO()) for handler in handlers]
    try:
        yield
    finally:
        for handler, stream in zip(handlers, streams, strict=True):
            handler.setStream(stream)
