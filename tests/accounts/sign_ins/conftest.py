"""A clock that a test moves."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def clock(monkeypatch):
    """The moment at which the next requests happen."""

    class Clock:
        now = timezone.now()

        def goes(self, **steps) -> None:
            self.now += timedelta(**steps)

    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock
