import pytest
from django.db import DatabaseError

from handrail.config import warming


@pytest.mark.django_db
def test_make_ready_builds_what_a_search_needs(monkeypatch):
    built = []
    monkeypatch.setattr(warming, "path_index", built.append)

    warming.make_ready()

    assert [type(index).__name__ for index in built] == ["SearchIndex"]


def test_make_ready_leaves_a_missing_database_to_the_page_that_says_so(monkeypatch):
    def missing():
        raise DatabaseError

    monkeypatch.setattr(warming, "current_index", missing)

    assert warming.make_ready() is None
