"""While another connection holds the database for writing, nobody who only looks something up waits for it."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from directory.desk_pages import signed_in
from factories import make_facility
from handrail.directory.models import NotTheSame, TimesShown
from handrail.directory.shown import forget_shown, note_shown
from handrail.kernel.busy_database import LONGEST_WAIT, is_busy, not_waiting, waiting_at_most
from handrail.web.limiting.limits import forget_permits
from handrail.web.models import DoorCount
from held_database import held_for_writing, in_another_thread, refused_statements, waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_counted():
    forget_permits()
    forget_shown()
    yield
    forget_permits()
    forget_shown()


@pytest.fixture
def standing_clock(monkeypatch, at):
    """No new minute begins between two calls of the API."""
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: at)


@pytest.mark.asvs("V15.2.2", "V16.5.2")
def test_api_counts_in_memory_and_answers(standing_clock):
    with held_for_writing(), refused_statements() as refused:
        statuses = [Client().get("/api/codes").status_code for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert refused == [("UPDATE", LONGEST_WAIT)]
    assert DoorCount.objects.count() == 0


def test_count_in_memory_has_the_same_limit(settings, standing_clock):
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


def test_what_waits_for_a_person_waits_as_long_as_before_around_what_does_not_wait():
    with waiting_at_most(1234), transaction.atomic():
        before = longest_wait_now()
        with not_waiting():
            within = longest_wait_now()
        after = longest_wait_now()

    assert (before, within, after) == (1234, LONGEST_WAIT, 1234)


def longest_wait_now():
    if connection.vendor == "sqlite":
        return waits()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting::int FROM pg_settings WHERE name = 'lock_timeout'")
        return cursor.fetchone()[0]


def test_only_a_lock_is_called_busy():
    def write_to_no_table():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE of_nothing SET a = 1")

    def write():
        with not_waiting():
            DoorCount.objects.create(door="x", who="y", ends_at=timezone.now(), used=1)

    with held_for_writing():
        met_a_lock = in_another_thread(write)
    met_nothing = in_another_thread(write_to_no_table)

    assert (is_busy(met_a_lock), is_busy(met_nothing)) == (True, False)


@pytest.mark.parametrize(("language", "words"), [("", "could not be kept"), ("/es", "no se pudo guardar")])
def test_desk_says_that_a_decision_was_not_kept(language, words):
    one, other, client = make_facility(), make_facility(), signed_in()
    decision = {"one": one.public_id, "other": other.public_id, "not_same": "1"}

    with held_for_writing(), waiting_at_most(LONGEST_WAIT):
        response = client.post(f"{language}/desk/duplicates/", decision)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert words in response.content.decode()
    assert NotTheSame.objects.count() == 0
