import pytest
from django.db import OperationalError

from factories import make_facility
from handrail.directory.index.live import forget_index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_index():
    forget_index()
    yield
    forget_index()


def test_healthz_tells_which_revision_is_served_and_which_is_stored(client):
    make_facility()

    response = client.get("/healthz")

    answer = response.json()
    assert (response.status_code, answer["status"], answer["database"]) == (200, "ok", "ok")
    assert answer["index"]["revision"] == answer["index"]["database_revision"]
    assert (answer["index"]["rows"], answer["index"]["stale"]) == (1, False)
    assert 0 <= answer["index"]["checked_seconds_ago"] < 60


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
