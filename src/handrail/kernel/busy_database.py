"""Writes nobody should wait for: while an import holds the database they fail at once, and the caller goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

LONGEST_WAIT = 50  # milliseconds: an ordinary write is over by then, an import is not. Product choice


@contextmanager
def not_waiting() -> Iterator[None]:
    """Within it a statement that meets a lock raises OperationalError after a moment instead of queueing for it."""
    waits = sqlite_waits_briefly if connection.vendor == "sqlite" else postgresql_waits_briefly
    with waits():
        yield


@contextmanager
def sqlite_waits_briefly() -> Iterator[None]:
    """Past Django's cursor: how long a connection waits is no statement of the application."""
    connection.ensure_connection()
    sqlite = connection.connection
    (usual,) = sqlite.execute("PRAGMA busy_timeout").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT}")
    try:
        yield
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def postgresql_waits_briefly() -> Iterator[None]:
    """One transaction; a refused statement ends it, and the setting with it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {LONGEST_WAIT}")
        yield
        with connection.cursor() as cursor:  # where a test or a caller goes on in a transaction around this one
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
