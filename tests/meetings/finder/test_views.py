"""The finder, as a person meets it."""

from datetime import UTC, datetime

import pytest

from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.meetings.actions import bring_demonstration_to_life
from pages.reading import all_with, title, words

TEN_PAST_SIX = datetime(2026, 11, 28, 0, 10, tzinfo=UTC)  # Friday evening in Chicago


@pytest.fixture
def evening(db, monkeypatch):
    declare(kind=InstallationKind.DEMONSTRATION, at=TEN_PAST_SIX)
    bring_demonstration_to_life(at=TEN_PAST_SIX)
    monkeypatch.setattr("django.utils.timezone.now", lambda: TEN_PAST_SIX)


def find(client, **sent):
    return client.post("/meetings/", {"filtering": "1", "place": "60608"} | sent)


def test_person_reads_what_runs_now_and_what_comes_next(client, evening):
    response = find(client)

    told = words(response)
    print(told)
    assert response.status_code == 200
