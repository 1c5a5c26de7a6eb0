"""Lists in a process that keeps nothing of the test before."""

import pytest

from handrail.directory.index.pace import at_once
from handrail.meetings.export import bmlt_search
from handrail.meetings.export.day_packing import days_from_database


@pytest.fixture(autouse=True)
def columns_of_now(monkeypatch):
    """Tests change rows without an import, and a thread behind them would not see them."""
    monkeypatch.setattr(bmlt_search, "days_as_stored", lambda: days_from_database(at_once))
