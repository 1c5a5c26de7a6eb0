"""An evening in Chicago with three houses to go to, and an installation that answers texts."""

from datetime import UTC, datetime, time

import pytest

from handrail.meetings.domain.traits import Trait
from handrail.meetings.index.live import forget_meetings
from interop.meeting_lists.listed_meetings import make_feed, make_meeting
from messaging.conftest import open_for_sending, twilio
from messaging.twilio_stand_in import NUMBER

__all__ = ["open_for_sending", "twilio"]

EVENING = datetime(2026, 11, 24, 0, 20, tzinfo=UTC)  # Monday, 6:20 pm in Chicago
PILSEN = {"city": "Chicago", "postal_code": "60608", "latitude": 41.8525, "longitude": -87.6690}


@pytest.fixture(autouse=True)
def no_index_remembered():
    forget_meetings()
    yield
    forget_meetings()


@pytest.fixture(autouse=True)
def offered(open_for_sending):
    open_for_sending.MEETINGS_TEXT_NUMBER = NUMBER
    return open_for_sending


@pytest.fixture
def evening(monkeypatch):
    """Monday at 6:20 pm. What a list must not say by text stands in names, notes and one street."""
    monkeypatch.setattr("handrail.messaging.views.timezone.now", lambda: EVENING)
    feed = make_feed()
    told = {"name": "Clean and Serene", "place": "Recovery Center", "notes": "heroin <script>"} | PILSEN
    make_meeting(feed, **told | {"street": "1234 W 18th St", "start": time(19, 0)})
    make_meeting(feed, **told | {"street": "55 Main Street, Room 2", "start": time(19, 30), "latitude": 41.87})
    make_meeting(feed, **told | {"street": "9 Elm Ave", "weekdays": (2,), "start": time(7, 0), "latitude": 41.9})
    make_meeting(feed, **told | {"street": "Alano Club <b>upstairs</b>", "start": time(18, 30)})
    make_meeting(feed, **told | {"street": "7 Women Ct", "start": time(18, 30), "traits": frozenset({Trait.WOMEN})})
    forget_meetings()
    return feed
