"""What every test may ask for."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

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


@pytest.fixture
def at() -> datetime:
    """The moment at which a test happens. Nothing below a view reads the clock."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
