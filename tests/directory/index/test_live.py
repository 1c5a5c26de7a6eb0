"""A change of the directory reaches every process within a second, and disturbs no search that is running."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

from factories import make_facility
from handrail.directory.index.build import build_index
from handrail.directory.index.live import SECONDS_BETWEEN_CHECKS, LiveIndex
from handrail.directory.index.query import SearchQuery
from handrail.directory.models import DirectoryRevision
from index_rows import make_row

EVERYWHERE = SearchQuery(39.8, -89.65, None)


class HandClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def set_revision(number, at):
    DirectoryRevision.objects.update_or_create(pk=1, defaults={"number": number, "changed_at": at})


@pytest.mark.django_db
def test_live_index_shows_a_change_after_one_second_and_keeps_the_old_index_whole(at):
    clock = HandClock()
    set_revision(1, at)
    make_facility()
    first, second = LiveIndex(clock=clock), LiveIndex(clock=clock)
    old = first.current()
    second.current()
    make_facility()
    set_revision(2, at)

    clock.seconds += SECONDS_BETWEEN_CHECKS - 0.01
    before = [live.current().size for live in (first, second)]
    clock.seconds += 0.01
    after = [live.current().size for live in (first, second)]

    assert (before, after) == ([1, 1], [2, 2])
    assert old.search(EVERYWHERE).total == 1


@pytest.mark.django_db
def test_live_index_asks_the_database_at_most_once_a_second(at, django_assert_num_queries):
    clock = HandClock()
    set_revision(1, at)
    live = LiveIndex(clock=clock)
    live.current()

    with django_assert_num_queries(0):
        same = [live.current() for _ in range(50)]
    clock.seconds += SECONDS_BETWEEN_CHECKS
    with django_assert_num_queries(1):
        same += [live.current() for _ in range(50)]

    assert len(set(map(id, same))) == 1


@pytest.mark.django_db
def test_live_index_health_tells_revision_rows_and_the_age_of_the_check(at):
    clock = HandClock()
    set_revision(4, at)
    make_facility()
    live = LiveIndex(clock=clock)
    live.current()
    clock.seconds += 0.25

    health = live.health()

    assert health == {
        "revision": 4,
        "database_revision": 4,
        "stale": False,
        "rows": 1,
        "checked_seconds_ago": 0.25,
    }


@pytest.mark.django_db
def test_live_index_forgets_and_builds_anew(at):
    live = LiveIndex(clock=HandClock())
    live.current()
    make_facility()

    live.forget()

    assert live.current().size == 1


def test_live_index_lets_other_threads_search_the_old_index_while_one_builds():
    clock, builds, release, building = HandClock(), [], threading.Event(), threading.Event()
    revisions = iter([1, 2, 2, 2])

    def build():
        builds.append(threading.current_thread().name)
        if len(builds) == 2:
            building.set()
            assert release.wait(10)
        return build_index(revision=len(builds), rows=[make_row(number) for number in range(len(builds))])

    live = LiveIndex(build=build, revision=lambda: next(revisions), clock=clock)
    live.current()
    clock.seconds += 1
    builder = threading.Thread(target=live.current, name="builder")
    builder.start()
    assert building.wait(10)

    meanwhile = [live.current().search(EVERYWHERE).total for _ in range(3)]
    health = live.health()
    release.set()
    builder.join()

    assert meanwhile == [1, 1, 1]
    assert (health["stale"], health["database_revision"]) == (True, 2)
    assert live.current().search(EVERYWHERE).total == 2
    assert builds == ["MainThread", "builder"]


def test_live_index_is_built_once_by_threads_that_start_together():
    builds, start = [], threading.Barrier(8)

    def build():
        builds.append(1)
        time.sleep(0.05)
        return build_index(revision=1, rows=[make_row()])

    live = LiveIndex(build=build, revision=lambda: 1, clock=HandClock())
    found = []

    def search():
        start.wait()
        found.append(live.current().size)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (found, len(builds)) == ([1] * 8, 1)


WATCH = """
import django, json, sys, time; django.setup()
from handrail.directory.index.live import current_index
print(json.dumps(current_index().size), flush=True)
sys.stdin.readline()
started = time.monotonic()
while current_index().size == 1 and time.monotonic() - started < 20:
    time.sleep(0.02)
print(json.dumps([current_index().size, time.monotonic() - started]), flush=True)
"""


@pytest.fixture
def other_process(tmp_path):
    """Runs Python in a process of its own, on a database that both processes share."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'shared.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
        "HANDRAIL_VAR": str(tmp_path),
        "HANDRAIL_DEMONSTRATION": "1",
    }

    def start(code):
        return subprocess.Popen(
            [sys.executable, "-c", code], env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    return start


def finished(process):
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


def add_facility(number):
    return f"""
from datetime import UTC, datetime
from django.db import transaction
from handrail.directory.models import DirectoryRevision, Facility
with transaction.atomic():
    Facility.objects.create(name="Example", state="IL", zip="62701", source="demonstration", source_year=2023)
    DirectoryRevision.objects.update_or_create(
        pk=1, defaults={{"number": {number}, "changed_at": datetime(2026, 11, 23, tzinfo=UTC)}}
    )
"""


def test_a_change_by_one_process_is_found_by_another_within_the_bound(other_process):
    setup = "import django; django.setup()\nfrom django.core.management import call_command\n"
    finished(other_process(setup + "call_command('migrate', verbosity=0)\n" + add_facility(1)))
    watcher = other_process(WATCH)
    assert json.loads(watcher.stdout.readline()) == 1

    finished(other_process(setup + add_facility(2)))
    size, seconds = json.loads(watcher.communicate("changed\n", timeout=60)[0])

    assert size == 2
    assert seconds < SECONDS_BETWEEN_CHECKS + 2  # the bound, and a generous build on a busy machine
