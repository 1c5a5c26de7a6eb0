"""Another connection that holds the database for writing, as an import does, and what meets it."""

import threading
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from handrail.kernel.busy_database import LONGEST_WAIT

WRITTEN_BY_PEOPLE = (
    "web_doorcount, directory_timesshown, directory_visitoranswers, directory_correction, directory_notthesame"
)


@contextmanager
def held_for_writing(tables=WRITTEN_BY_PEOPLE):
    """SQLite as a whole, PostgreSQL by these tables."""
    is_held, is_over = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
                is_held.set()
                is_over.wait()
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    is_held.wait()
    try:
        yield
    finally:
        is_over.set()
        holder.join()


@contextmanager
def refused_statements():
    """The statements of this connection that met the lock, and how long each could have waited for it."""
    met = []

    def run(execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        except OperationalError:
            met.append((sql.split()[0], waits()))
            raise

    with connection.execute_wrapper(run):
        yield met


def waits():
    """Milliseconds; PostgreSQL answers no question in a failed transaction."""
    if connection.vendor == "postgresql":
        return LONGEST_WAIT
    return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]


def in_another_thread(work):
    """Its result or its error, with a connection of its own."""
    outcome = []

    def run():
        try:
            outcome.append(work())
        except Exception as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return outcome[0]
