"""While another connection holds the database for writing, nobody who only looks something up waits for it."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.models import TimesShown
from handrail.directory.shown import forget_shown, note_shown
from handrail.kernel.busy_database import LONGEST_WAIT, not_waiting
from handrail.web.limiting.limits import forget_permits
from handrail.web.models import DoorCount

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_counted():
    forget_permits()
    forget_shown()
    yield
    forget_permits()
    forget_shown()


@contextmanager
def held_for_writing():
    """As an import holds it: SQLite as a whole, PostgreSQL by its tables."""
    is_held, is_over = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("LOCK TABLE web_doorcount, directory_timesshown IN EXCLUSIVE MODE")
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


@pytest.mark.asvs("V15.2.2", "V16.5.2")
def test_api_counts_in_memory_and_answers():
    with held_for_writing(), refused_statements() as refused:
        statuses = [Client().get("/api/codes").status_code for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert refused == [("UPDATE", LONGEST_WAIT)]
    assert DoorCount.objects.count() == 0


def test_count_in_memory_has_the_same_limit(settings):
    settings.API_PER_MINUTE = 2

    with held_for_writing():
        statuses = [Client().get("/api/codes").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


@pytest.mark.asvs("V15.2.2")
def test_facility_page_writes_nothing_itself():
    facility = make_facility()
    note_shown([facility.pk] * 11, timezone.now() - timedelta(hours=2))

    with held_for_writing(), refused_statements() as refused:
        response = Client().get(facility.get_absolute_url())
        for thread in threading.enumerate():
            if thread.name == "times-shown":
                thread.join()

    assert (response.status_code, facility.name in response.content.decode()) == (200, True)
    assert refused == []
    assert TimesShown.objects.count() == 0


def test_count_of_showing_is_written_aside_where_the_database_is_free():
    facility = make_facility()
    at = timezone.now()
    note_shown([facility.pk] * 11, at - timedelta(hours=2))

    note_shown([facility.pk], at)
    for thread in threading.enumerate():
        if thread.name == "times-shown":
            thread.join()

    assert TimesShown.objects.get().times == 11


def test_other_writes_wait_as_long_as_before():
    connection.ensure_connection()
    before = waits()

    with held_for_writing(), pytest.raises(OperationalError), not_waiting():
        DoorCount.objects.create(door="x", who="y", ends_at=timezone.now(), used=1)

    assert waits() == before
