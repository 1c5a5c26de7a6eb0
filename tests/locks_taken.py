"""In which order a piece of work locks rows: where all keep to one order, no two wait for each other."""

from contextlib import contextmanager
from unittest.mock import patch

from django.db.models import QuerySet


@contextmanager
def locks_taken():
    """The models whose rows are locked meanwhile, each where it was locked first. Told of both databases."""
    taken = []
    really = QuerySet.select_for_update

    def noted(rows, *args, **facts):
        if rows.model.__name__ not in taken:
            taken.append(rows.model.__name__)
        return really(rows, *args, **facts)

    with patch.object(QuerySet, "select_for_update", noted):
        yield taken
