from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.meetings.index.live import forget_meetings
from handrail.meetings.models import Feed
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_index():
    forget_index()
    forget_meetings()
    yield
    forget_index()
    forget_meetings()


def test_healthz_tells_which_revision_is_served_and_which_is_stored(client):
    make_facility()

    response = client.get("/healthz")

    answer = response.json()
    assert (response.status_code, answer["status"], answer["database"]) == (200, "ok", "ok")
    assert answer["index"]["revision"] == answer["index"]["database_revision"]
    assert (answer["index"]["rows"], answer["index"]["stale"]) == (1, False)
    assert 0 <= answer["index"]["checked_seconds_ago"] < 60


def test_healthz_tells_how_old_the_index_and_the_lists_of_meetings_are(client):
    make_stored_meeting()
    kept = {"format": "tsml", "fellowship": "NA", "url": "https://lists.example/feed.json", "refresh_hours": 24}
    Feed.objects.create(name="old", read_at=timezone.now() - timedelta(days=3), failures=2, **kept)
    Feed.objects.create(name="new", read_at=timezone.now() - timedelta(hours=1), **kept)
    Feed.objects.create(name="added-today", **kept)
    Feed.objects.create(name="invented", is_demonstration=True, **kept)

    told = client.get("/healthz").json()["meetings"]

    assert (told["rows"], told["revision"], told["stale"]) == (1, told["database_revision"], False)
    assert (told["feeds"], told["failing"], told["never_read"]) == (3, 1, 1)
    assert 3 * 86_400 <= told["oldest_read_seconds"] < 3 * 86_400 + 60


def test_healthz_has_no_age_where_no_list_is_read_by_itself(client):
    make_stored_meeting()

    told = client.get("/healthz").json()["meetings"]

    assert (told["feeds"], told["never_read"], told["oldest_read_seconds"]) == (0, 0, None)


def test_healthz_is_kept_by_no_cache(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


def test_healthz_says_when_the_database_is_gone(client, monkeypatch):
    monkeypatch.setattr("handrail.pages.health.connection.cursor", gone)

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "database": "unreachable"})
    assert "no-store" in response.headers["Cache-Control"]


def gone():
    raise OperationalError("could not connect to db.internal.example")


def test_healthz_has_no_twin_in_another_language(client):
    assert client.get("/es/healthz").status_code == 404
