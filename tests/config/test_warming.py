import pytest
from django.db import DatabaseError

from handrail.config import warming


@pytest.mark.django_db
def test_make_ready_builds_what_a_search_needs(monkeypatch):
    built, looked_up = [], []
    monkeypatch.setattr(warming, "reverse", looked_up.append)
    monkeypatch.setattr(warming, "path_index", built.append)
    monkeypatch.setattr(warming, "current_meetings", lambda: built.append("meetings"))

    warming.make_ready()

    assert type(built[0]).__name__ == "SearchIndex"
    assert (built[1:], looked_up) == (["meetings"], ["home"])


def test_make_ready_leaves_a_missing_database_to_the_page_that_says_so(monkeypatch):
    def missing():
        raise DatabaseError

    monkeypatch.setattr(warming, "current_index", missing)

    assert warming.make_ready() is None
