"""A change of the directory reaches every process within a second, and disturbs no search that is running."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from factories import make_facility
from handrail.directory.index import companions
from handrail.directory.index.build import build_index
from handrail.directory.index.live import SECONDS_BETWEEN_CHECKS, LiveIndex, Ways
from handrail.directory.index.openness import Openness, Revisions
from handrail.directory.index.query import SearchQuery
from handrail.directory.index.renewing import in_background
from handrail.directory.models import DirectoryRevision
from index_rows import make_row

EVERYWHERE = SearchQuery(39.8, -89.65, None)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class HandClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds - 100)


class Later:
    """Keeps the work that was to be done in the background, until it is told to do it."""

    def __init__(self) -> None:
        self.work = []

    def __call__(self, work) -> None:
        self.work.append(work)

    def do(self) -> None:
        while self.work:
            self.work.pop(0)()


def at_once(work) -> None:
    work()


def live_index(clock, **ways) -> LiveIndex:
    return LiveIndex(Ways(**{"clock": clock, "now": clock.now, "start": at_once, **ways}))


class Stored:
    """A directory of some rows, and who is open, as a database would tell of them."""

    def __init__(self, *, rows: int = 1) -> None:
        self.rows, self.facilities, self.openness = rows, 1, 0
        self.open_until: dict[int, datetime] = {}
        self.asked_who_is_open = 0

    def build(self, breathe):
        rows = [make_row(number) for number in range(1, self.rows + 1)]
        return build_index(revision=self.facilities, rows=rows, breathe=breathe)

    def revisions(self) -> Revisions:
        return Revisions(self.facilities, self.openness)

    def who_is_open(self, at) -> Openness:
        self.asked_who_is_open += 1
        return Openness(self.openness, dict(self.open_until), dict(self.open_until))

    def live(self, clock, **ways) -> LiveIndex:
        known = {"build": self.build, "revisions": self.revisions, "openness": self.who_is_open}
        return live_index(clock, **{**known, **ways})

    def say(self, **open_until) -> None:
        self.open_until = {int(name[1:]): end for name, end in open_until.items()}
        self.openness += 1


def open_rows(live: LiveIndex) -> list[int]:
    index = live.current()
    return index.facility_ids[index.open_now].tolist()


def set_revision(number, at):
    DirectoryRevision.objects.update_or_create(pk=1, defaults={"number": number, "changed_at": at})


@pytest.mark.django_db
def test_live_index_shows_a_change_after_one_second_and_keeps_the_old_index_whole(at):
    clock = HandClock()
    set_revision(1, at)
    make_facility()
    first, second = live_index(clock), live_index(clock)
    old = first.current()
    second.current()
    make_facility()
    set_revision(2, at)

    clock.seconds += SECONDS_BETWEEN_CHECKS - 0.01
    before = [live.current().size for live in (first, second)]
    clock.seconds += 0.01
    noticed = [live.current() for live in (first, second)]
    after = [live.current().size for live in (first, second)]

    assert (before, after) == ([1, 1], [2, 2])
    assert [index.revision for index in noticed] == [1, 1]  # who notices does not wait either
    assert old.search(EVERYWHERE).total == 1


@pytest.mark.django_db
def test_live_index_asks_the_database_at_most_once_a_second(at, django_assert_num_queries):
    clock = HandClock()
    set_revision(1, at)
    live = live_index(clock)
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
    live = live_index(clock)
    live.current()
    clock.seconds += 0.25

    health = live.health()

    assert health == {
        "revision": 4,
        "database_revision": 4,
        "stale": False,
        "stale_seconds": 0.0,
        "failed_rebuilds": 0,
        "rows": 1,
        "checked_seconds_ago": 0.25,
    }


@pytest.mark.django_db
def test_live_index_forgets_and_builds_anew():
    live = live_index(HandClock())
    live.current()
    make_facility()

    live.forget()

    assert live.current().size == 1


@pytest.mark.asvs("V15.2.2")
def test_nobody_waits_for_a_rebuild_and_only_one_is_under_way():
    clock, stored, later = HandClock(), Stored(), Later()
    live = stored.live(clock, start=later)
    live.current()
    stored.rows, stored.facilities = 2, 2

    meanwhile = []
    for _ in range(3):
        clock.seconds += SECONDS_BETWEEN_CHECKS
        meanwhile.append(live.current().search(EVERYWHERE).total)
    health, under_way = live.health(), len(later.work)
    later.do()

    assert (meanwhile, under_way) == ([1, 1, 1], 1)
    assert (health["stale"], health["database_revision"], health["stale_seconds"]) == (True, 2, 2.0)
    assert live.current().search(EVERYWHERE).total == 2
    assert (live.health()["stale"], live.health()["stale_seconds"]) == (False, 0.0)


def test_rebuild_happens_in_a_thread_of_its_own():
    clock, stored, threads, done = HandClock(), Stored(), [], threading.Event()

    def build(breathe):
        threads.append(threading.current_thread())
        return stored.build(breathe)

    def start(work):
        in_background(lambda: (work(), done.set()))

    live = stored.live(clock, build=build, start=start)
    live.current()
    stored.rows, stored.facilities = 2, 2
    clock.seconds += SECONDS_BETWEEN_CHECKS
    live.current()

    assert done.wait(30)
    assert live.current().size == 2
    assert [thread.name for thread in threads] == ["MainThread", "index-rebuild"]
    assert threads[1].daemon is True


def test_what_is_worked_out_beside_an_index_is_ready_before_it_is_served(monkeypatch):
    clock, stored, prepared = HandClock(), Stored(), []
    monkeypatch.setattr(companions, "_registered", [lambda index, before, breathe: prepared.append((index, before))])
    live = stored.live(clock)

    first = live.current()
    stored.facilities = 2
    clock.seconds += SECONDS_BETWEEN_CHECKS
    live.current()
    second = live.current()

    assert prepared[0] == (first, None)
    assert prepared[-1][0] is second
    assert second.revision == 2
    assert prepared[-1][1] is prepared[-2][0]  # made whole behind the scenes, then only its openness set


def test_a_rebuild_that_fails_keeps_the_old_index_and_is_tried_again_ever_more_rarely(caplog):
    clock, stored, tries = HandClock(), Stored(), []
    is_broken = True

    def build(breathe):
        tries.append(clock.seconds)
        if is_broken and len(tries) > 1:
            raise OperationalError("no space left for /srv/handrail, near Springfield")
        return stored.build(breathe)

    live = stored.live(clock, build=build)
    live.current()
    stored.rows, stored.facilities = 2, 2
    sizes = []
    for _ in range(12):
        clock.seconds += SECONDS_BETWEEN_CHECKS
        sizes.append(live.current().size)
    health = live.health()
    is_broken = False
    clock.seconds += 20
    live.current()

    assert sizes == [1] * 12
    assert [seconds - tries[1] for seconds in tries[1:-1]] == [0, 1, 3, 7]
    assert (health["stale"], health["stale_seconds"], health["failed_rebuilds"]) == (True, 11.0, 4)
    assert [record.ids["error"] for record in caplog.records] == ["OperationalError"] * 4
    assert "Springfield" not in caplog.text
    assert live.current().size == 2
    assert live.health()["failed_rebuilds"] == 0


def test_an_index_begun_before_everything_was_forgotten_is_not_taken():
    clock, stored, later = HandClock(), Stored(), Later()
    live = stored.live(clock, start=later)
    live.current()
    stored.facilities = 2
    clock.seconds += SECONDS_BETWEEN_CHECKS
    live.current()
    stored.rows, stored.facilities = 5, 9

    live.forget()
    fresh = live.current()
    stored.rows, stored.facilities = 1, 2
    later.do()

    assert live.current() is fresh
    assert (fresh.size, fresh.revision) == (5, 9)


def test_who_is_open_is_known_within_a_second_and_without_a_rebuild():
    clock, stored, later = HandClock(), Stored(rows=3), Later()
    live = stored.live(clock, start=later)
    before = live.current()
    stored.say(_2=NOON + timedelta(hours=24), _99=NOON + timedelta(hours=24))

    early = open_rows(live)
    clock.seconds += SECONDS_BETWEEN_CHECKS
    after = open_rows(live)

    assert (early, after, later.work) == ([], [2], [])
    assert live.current().code_words is before.code_words  # all other columns are shared
    assert before.open_now.tolist() == [False, False, False]


def test_who_is_open_expires_by_the_clock_and_nobody_is_asked():
    clock, stored = HandClock(), Stored(rows=3)
    stored.say(_1=NOON + timedelta(seconds=60), _3=NOON + timedelta(seconds=90))
    live = stored.live(clock)
    seen = [open_rows(live)]

    for seconds in (59, 60, 89, 90):
        clock.seconds = 100 + seconds
        seen.append(open_rows(live))

    assert [sorted(rows) for rows in seen] == [[1, 3], [1, 3], [3], [3], []]
    assert stored.asked_who_is_open == 1


def test_a_word_on_who_is_open_during_a_rebuild_is_not_lost():
    clock, stored, later = HandClock(), Stored(rows=2), Later()
    live = stored.live(clock, start=later)
    live.current()
    stored.rows, stored.facilities = 3, 2
    clock.seconds += SECONDS_BETWEEN_CHECKS
    live.current()
    stored.say(_3=NOON + timedelta(hours=1), _1=NOON + timedelta(hours=1))

    clock.seconds += SECONDS_BETWEEN_CHECKS
    during = open_rows(live)
    later.do()
    after = sorted(open_rows(live))

    assert (during, after) == ([1], [1, 3])


def test_live_index_is_built_once_by_threads_that_start_together():
    builds, start, stored = [], threading.Barrier(8), Stored()

    def build(breathe):
        builds.append(1)
        return stored.build(breathe)

    live = stored.live(HandClock(), build=build)
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


@pytest.mark.slow
def test_a_change_by_one_process_is_found_by_another_within_the_bound(other_process):
    setup = "import django; django.setup()\nfrom django.core.management import call_command\n"
    finished(other_process(setup + "call_command('migrate', verbosity=0)\n" + add_facility(1)))
    watcher = other_process(WATCH)
    assert json.loads(watcher.stdout.readline()) == 1

    finished(other_process(setup + add_facility(2)))
    size, seconds = json.loads(watcher.communicate("changed\n", timeout=60)[0])

    assert size == 2
    assert seconds < SECONDS_BETWEEN_CHECKS + 2  # the bound, and a generous build on a busy machine
