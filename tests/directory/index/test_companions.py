"""What is kept beside an index: what hangs on who is open goes with it, the rest lives as long as the facilities."""

import gc
import weakref
from types import SimpleNamespace

import pytest

from factories import make_facility
from handrail.directory.index.build import index_from_database
from handrail.directory.index.companions import kept_with_facilities
from handrail.directory.index.openness import Openness, with_openness

pytestmark = pytest.mark.django_db


class Columns:
    """Stands for what another package keeps."""


def test_what_is_kept_with_facilities_is_made_once_whoever_is_open(at):
    facility, made = make_facility(), []
    index = index_from_database()
    make = lambda bare: made.append(bare) or SimpleNamespace(bare=bare)  # noqa: E731

    first = kept_with_facilities(index, "towns", make)
    opened = with_openness(index, Openness(1, {facility.pk: at}))
    second = kept_with_facilities(opened, "towns", make)
    third = kept_with_facilities(index_from_database(), "towns", make)

    assert first is second is not third
    assert len(made) == 2


def test_what_is_kept_with_facilities_holds_nothing_of_an_index_that_was_replaced(at):
    facility, index = make_facility(), index_from_database()
    was_open = with_openness(index, Openness(1, {facility.pk: at}))
    was_open.companions["paths"] = paths = Columns()
    gone = weakref.ref(paths)
    kept_with_facilities(was_open, "towns", lambda bare: SimpleNamespace(bare=bare))

    shut = with_openness(was_open, Openness(2))
    del was_open, paths
    gc.collect()

    assert (gone(), list(shut.of_facilities)) == (None, ["towns"])
