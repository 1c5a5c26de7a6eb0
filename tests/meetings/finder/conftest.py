"""Pages that remember no meetings of the test before."""

import pytest
from django.test import Client

from handrail.meetings.index.live import forget_meetings
from handrail.web.page_context import is_demonstration


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_meetings()
    is_demonstration.forget()
    yield
    forget_meetings()


@pytest.fixture
def client(db) -> Client:
    return Client(headers={"sec-fetch-site": "same-origin"})
