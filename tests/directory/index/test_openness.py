"""Who is open lies over the index exactly as if the whole index had been built with it."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_facility
from handrail.directory.domain.open_places import Group, Level, Numbers
from handrail.directory.index import openness
from handrail.directory.index.build import build_index, index_from_database
from handrail.directory.index.companions import make_companions
from handrail.directory.index.openness import Openness, openness_from_database, with_openness
from handrail.directory.open_places.actions import say
from handrail.pathways.columns import beside
from pathways.directory_samples import facilities, rows_of

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

ends = st.sampled_from([NOON + HOUR, NOON + 2 * HOUR, NOON + 24 * HOUR])
some_open = st.dictionaries(st.integers(1, 16), ends, max_size=8)  # also facilities that are not listed


def columns_equal(one, other) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in type(one).__dataclass_fields__)


@settings(max_examples=150, deadline=None)
@given(facilities, st.lists(some_open, min_size=1, max_size=4))
def test_changes_one_upon_another_equal_a_full_build(sample, changes):
    rows = rows_of(sample)
    index = build_index(revision=1, rows=rows)
    make_companions(index)

    for open_until in changes:
        before, index = index, with_openness(index, Openness(1, open_until))
        make_companions(index, before=before)
    anew = with_openness(build_index(revision=1, rows=rows), Openness(1, changes[-1]))

    expected = [pk in changes[-1] for pk in index.facility_ids.tolist()]
    assert index.open_now.tolist() == expected
    assert columns_equal(beside(index).columns, beside(anew).columns)
    assert columns_equal(beside(index).who_is_open, beside(anew).who_is_open)
    assert beside(index).columns is beside(before).columns


@given(some_open, some_open, some_open, st.integers(0, 30))
def test_openness_at_a_moment_holds_what_has_not_expired(open_until, heard_until, room, hours):
    moment, group = NOON + hours * HOUR, Group(Level.WITHDRAWAL)
    room_until = {(pk, group): end for pk, end in room.items()}

    known = Openness(3, open_until, heard_until, room_until).at(moment)

    assert known.open_until == {pk: end for pk, end in open_until.items() if moment < end}
    assert known.heard_until == {pk: end for pk, end in heard_until.items() if moment < end}
    assert known.room_until == {(pk, group): end for pk, end in room.items() if moment < end}
    assert known.revision == 3
    assert known.next_expiry is None or moment < known.next_expiry


def test_openness_knows_when_it_expires_next():
    known = Openness(1, {1: NOON + 2 * HOUR, 2: NOON + HOUR}, {3: NOON + 3 * HOUR})
    soon = Openness(1, {1: NOON + 2 * HOUR}, room_until={(1, Group(Level.WITHDRAWAL)): NOON + HOUR})

    assert known.next_expiry == soon.next_expiry == NOON + HOUR
    assert known.at(NOON) is known
    assert Openness().next_expiry is None


@pytest.mark.django_db
def test_openness_from_database_joins_all_sources_and_the_latest_end_counts(monkeypatch, at):
    rosa = get_user_model().objects.create_user("rosa")
    first, second, full = make_facility(), make_facility(), make_facility()
    for facility, available in ((first, 2), (full, 0)):
        say(facility=facility, numbers={Group(Level.WITHDRAWAL): Numbers(available)}, by=rosa, at=at)
    by_call = {first.pk: at + HOUR, second.pk: at + HOUR, full.pk: at}  # the last has just expired
    monkeypatch.setattr(openness, "OPEN_SOURCES", [*openness.OPEN_SOURCES, lambda moment: by_call])

    known = openness_from_database(at)
    index = with_openness(index_from_database(), known)

    assert known.revision == 2
    assert known.open_until == {first.pk: at + 24 * HOUR, second.pk: at + HOUR}
    assert set(known.heard_until) == {first.pk, full.pk}
    assert known.room_until == {(first.pk, Group(Level.WITHDRAWAL)): at + 24 * HOUR}
    assert set(index.facility_ids[index.open_now].tolist()) == {first.pk, second.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_openness_asks_five_queries_whatever_the_number_of_rows(rows, at, django_assert_num_queries):
    rosa = get_user_model().objects.create_user("rosa")
    for _ in range(rows):
        say(facility=make_facility(), numbers={Group(Level.WITHDRAWAL): Numbers(1)}, by=rosa, at=at)

    with django_assert_num_queries(5):
        known = openness_from_database(at)

    assert len(known.open_until) == rows
