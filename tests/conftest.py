"""What every test may ask for."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import hypothesis
import pytest

from asvs_markers import MarkedTests

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout. It is never copied into the project."""
    folder = CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real national directory is not beside this checkout (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of the journeys: TEST_CHROMIUM, else the first one on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("TEST_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip("no Chromium on this machine (install it, or name it in TEST_CHROMIUM)")
    return found


@pytest.fixture(scope="session")
def lynx() -> str:
    """The text browser: TEST_LYNX, else the one on this machine."""
    found = os.environ.get("TEST_LYNX") or shutil.which("lynx")
    if not found:
        pytest.skip("no lynx on this machine (install it, or name it in TEST_LYNX)")
    return found


@pytest.fixture(autouse=True)
def no_number_remembered():
    """What one test found of telephone numbers is not known in the next."""
    from handrail.directory.calls.numbers_found import numbers_found

    numbers_found.forget()
    yield
    numbers_found.forget()


@pytest.fixture(autouse=True)
def kind_of_installation_is_asked_for_once(monkeypatch):
    """No count of queries depends on whether five seconds were over in the middle of it."""
    from handrail.web.page_context import is_demonstration

    monkeypatch.setattr("handrail.web.page_context.REMEMBERED_SECONDS", 3_600)
    yield
    if is_demonstration.answer:
        is_demonstration.forget()


@pytest.fixture
def at() -> datetime:
    """The moment at which a test happens. Nothing below a view reads the clock."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def master_keys() -> None:
    """One key file for all tests; several processes make it at once."""
    from django.conf import settings

    from handrail.privacy.master_keys import KeysRefused, make_key_file

    with contextlib.suppress(KeysRefused):
        make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django neither makes the database nor drops it: it is a copy, made and dropped below."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> Iterator[None]:
    from django.db import connection

    from template_database import migrated, remove

    name = connection.creation._get_test_db_name()
    migrated(name)
    yield
    connection.close()
    remove(name)


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> None:
    """Tables that only grow would also refuse what empties them after a test with real transactions."""
    from django.db import connection

    flush = type(connection.ops).execute_sql_flush

    def lifted(operations, statements):
        with append_only_lifted(operations.connection):
            return flush(operations, statements)

    type(connection.ops).execute_sql_flush = lifted


@contextlib.contextmanager
def append_only_lifted(connection):
    with connection.cursor() as cursor:
        lift, restore = guards(cursor, is_sqlite=connection.vendor == "sqlite")
        for statement in lift:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in restore:
            cursor.execute(statement)


def guards(cursor, *, is_sqlite: bool) -> tuple[list[str], list[str]]:
    """The statements that take the guards of append-only tables away, and put them back."""
    if is_sqlite:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'"
        )
        rows = cursor.fetchall()
        return [f'DROP TRIGGER "{name}"' for name, _ in rows], [sql for _, sql in rows]
    cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_no\\_truncate'")
    tables = [name for (name,) in cursor.fetchall()]
    checks = ["SET CONSTRAINTS ALL IMMEDIATE"]  # a table with checks still pending cannot be altered
    lift = checks + [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in tables]
    return lift, checks + [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in tables]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("handrail")
    group.addoption("--only-database", action="store_true", help="only tests that touch the database")
    group.addoption("--kill-rounds", type=int, default=10, help="how often a worker is killed")
    group.addoption("--race-rounds", type=int, default=3, help="how often many race for the last place")
    group.addoption("--rotation-rounds", type=int, default=3, help="how often a rotation of keys is killed")
    group.addoption("--histories", type=int, default=24, help="random histories of referrals")
    group.addoption("--sign-ups", type=int, default=50, help="pairs of sign-ups that must look alike")
    group.addoption("--examples", type=int, help="at least so many random examples of each property")
    group.addoption("--most-examples", type=int, help="at most so many: for a quick look")
    group.addoption("--most-rows", type=int, help="at most so many rows of each test's table: for a quick look")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.register_profile("handrail", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("handrail")
    config.pluginmanager.register(MarkedTests(), "asvs_markers")  # docs/asvs.md is written from them


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
        items[:] = [item for item in items if touches_database(item)]
    if most := config.getoption("--most-rows"):
        kept = evenly_spread(items, most)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]
    at_least, at_most = config.getoption("--examples") or 0, config.getoption("--most-examples") or sys.maxsize
    for item in items:
        set_examples(item, at_least, at_most)


def evenly_spread(items: list[pytest.Item], most: int) -> set[pytest.Item]:
    """The first row, the last, and those between at equal steps: of each test at most `most`."""
    rows: dict[tuple[Path, str], list[pytest.Item]] = {}
    for item in items:
        rows.setdefault((item.path, getattr(item, "originalname", None) or item.name), []).append(item)
    return {
        own[round(place * (len(own) - 1) / max(1, min(most, len(own)) - 1))]
        for own in rows.values()
        for place in range(min(most, len(own)))
    }


def touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


def set_examples(item: pytest.Item, at_least: int, at_most: int) -> None:
    """Also where a test names its own smaller number, which a profile would not override."""
    function = getattr(item, "obj", None)
    if not hasattr(function, "hypothesis"):
        return
    held = getattr(function, "_hypothesis_internal_use_settings", hypothesis.settings.default)
    wanted = hypothesis.settings(held, max_examples=min(max(at_least, held.max_examples), at_most))
    getattr(function, "__func__", function)._hypothesis_internal_use_settings = wanted
