"""What every test may ask for."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

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


@pytest.fixture
def at() -> datetime:
    """The moment at which a test happens. Nothing below a view reads the clock."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("handrail")
    group.addoption("--only-database", action="store_true", help="only tests that touch the database")
    group.addoption("--examples", type=int, help="at least so many random examples of each property")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.register_profile("handrail", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("handrail")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
        items[:] = [item for item in items if touches_database(item)]
    if examples := config.getoption("--examples"):
        for item in items:
            raise_examples(item, examples)


def touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


def raise_examples(item: pytest.Item, examples: int) -> None:
    """Also where a test names its own smaller number, which a profile would not override."""
    function = getattr(item, "obj", None)
    if not hasattr(function, "hypothesis"):
        return
    held = getattr(function, "_hypothesis_internal_use_settings", hypothesis.settings.default)
    more = hypothesis.settings(held, max_examples=max(examples, held.max_examples))
    getattr(function, "__func__", function)._hypothesis_internal_use_settings = more
