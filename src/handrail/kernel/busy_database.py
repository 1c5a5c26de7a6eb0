"""Writes that do not queue behind an import: they fail after a moment, and the caller goes on or says so."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction

# Milliseconds, product choices. An ordinary write is over within the first, an import is not. Whoever pressed a button
# waits for the second: longer than most imports write, and short enough that few requests at once hold up all others.
LONGEST_WAIT = 50
LONGEST_WAIT_OF_A_PERSON = 2000
SQLITE_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
POSTGRESQL_HELD = {"55P03", "40P01"}  # lock_not_available, deadlock_detected


def is_busy(error: DatabaseError) -> bool:
    """Whether another write stood in the way: the same may succeed a moment later."""
    primary = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF  # the rest tells the kinds of one code apart
    return primary in SQLITE_HELD or getattr(error.__cause__, "sqlstate", None) in POSTGRESQL_HELD


class NotKept(Exception):
    """Another write held the database for too long."""


@contextmanager
def kept_whole() -> Iterator[None]:
    """What was sent is kept together with the use of its limit, or neither: who is asked to try again may do so."""
    try:
        with waiting_at_most(LONGEST_WAIT_OF_A_PERSON), transaction.atomic():
            yield
    except OperationalError as error:
        if is_busy(error):
            raise NotKept from error
        raise


def not_waiting() -> AbstractContextManager[None]:
    """Within it a statement that meets a lock raises OperationalError after a moment instead of queueing for it."""
    return waiting_at_most(LONGEST_WAIT)


@contextmanager
def waiting_at_most(milliseconds: int) -> Iterator[None]:
    waits = sqlite_waits_briefly if connection.vendor == "sqlite" else postgresql_waits_briefly
    with waits(milliseconds):
        yield


@contextmanager
def sqlite_waits_briefly(milliseconds: int) -> Iterator[None]:
    """Past Django's cursor: how long a connection waits is no statement of the application."""
    connection.ensure_connection()
    sqlite = connection.connection
    (usual,) = sqlite.execute("PRAGMA busy_timeout").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def postgresql_waits_briefly(milliseconds: int) -> Iterator[None]:
    """One transaction; a refused statement ends it, and the setting with it."""
    with transaction.atomic():
        usual = lock_timeout(f"{milliseconds}ms")
        yield
        lock_timeout(usual)  # where a test or a caller goes on in a transaction around this one


def lock_timeout(wanted: str) -> str:
    """Sets it for the rest of the transaction and tells what it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (was,) = cursor.fetchone()
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [wanted])
    return str(was)
