"""What is known of open places, of many facilities at once, at a moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_facility, make_twin
from handrail.directory.domain.open_places import Group, Level, Numbers, Sex, State
from handrail.directory.index.openness import stored_revisions
from handrail.directory.merging.actions import merge
from handrail.directory.models import OpenPlaces
from handrail.directory.open_places.actions import say
from handrail.directory.open_places.queries import (
    ToldCount,
    heard_of_lately,
    open_by_open_places,
    open_places_of,
    told_count,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WOMEN, MEN = Group(Level.WITHDRAWAL, Sex.WOMEN), Group(Level.WITHDRAWAL, Sex.MEN)


@pytest.fixture
def rosa():
    return get_user_model().objects.create_user("rosa", is_staff=True)


def test_open_places_are_known_until_their_shelf_life_has_passed(rosa, at, settings):
    settings.OPEN_PLACES_HOURS = 2
    facility, silent = make_facility(), make_facility()
    say(facility=facility, numbers={WOMEN: Numbers(2, 6)}, by=rosa, at=at)

    def known(hours):
        found = open_places_of(facility_ids=[facility.pk, silent.pk], at=at + timedelta(hours=hours))
        return {pk: [(place.state, place.available) for place in places] for pk, places in found.items()}

    assert known(1.99) == {facility.pk: [(State.OPEN, 2)]}
    assert known(2) == {facility.pk: [(State.UNKNOWN, None)]}


@pytest.mark.parametrize("rows", [1, 3])
def test_open_places_of_many_facilities_take_one_query(rosa, at, rows, django_assert_num_queries):
    facilities = [make_facility() for _ in range(rows)]
    for facility in facilities:
        say(facility=facility, numbers={WOMEN: Numbers(2), MEN: Numbers(1)}, by=rosa, at=at)

    with django_assert_num_queries(1):
        found = open_places_of(facility_ids=[facility.pk for facility in facilities], at=at)

    assert [len(places) for places in found.values()] == [2] * rows


def test_open_places_of_a_merged_row_count_for_the_row_that_was_kept(rosa, at):
    kept = make_facility()
    merged = make_twin(kept)
    say(facility=kept, numbers={WOMEN: Numbers(0)}, by=rosa, at=at)
    say(facility=merged, numbers={WOMEN: Numbers(4), MEN: Numbers(1)}, by=rosa, at=at - timedelta(hours=1))
    before = stored_revisions()

    merge(kept=kept, merged=merged, by=rosa, at=at)

    (places,) = open_places_of(facility_ids=[kept.pk], at=at).values()
    assert {place.group: place.available for place in places} == {WOMEN: 0, MEN: 1}
    assert open_by_open_places(at) == {kept.pk: at + timedelta(hours=23)}
    assert heard_of_lately(at) == (
        {kept.pk: at + timedelta(hours=24)},
        {(kept.pk, MEN): at + timedelta(hours=23)},
    )
    assert stored_revisions().openness == before.openness + 1


def test_open_places_of_nobody_ask_nothing(at, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert open_places_of(facility_ids=[], at=at) == {}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_sources_of_the_index_agree_with_what_is_shown(data):
    at = NOON
    OpenPlaces.objects.all().delete()
    facilities = [make_facility() for _ in range(3)]
    for facility in facilities:
        for group in (WOMEN, MEN):
            hours = data.draw(st.sampled_from([None, -1, -0.05, 0, 12, 23.99, 24, 30]))
            if hours is not None:
                OpenPlaces.objects.create(
                    facility=facility,
                    level=group.level,
                    sex=group.sex,
                    unit="bed",
                    available=data.draw(st.integers(0, 1)),
                    updated_at=at - timedelta(hours=hours),
                    source="operator",
                )

    found = open_places_of(facility_ids=[facility.pk for facility in facilities], at=at)
    states = {pk: {place.state for place in places} for pk, places in found.items()}

    assert set(open_by_open_places(at)) == {pk for pk, held in states.items() if State.OPEN in held}
    assert set(heard_of_lately(at).until) == {pk for pk, held in states.items() if held - {State.UNKNOWN}}
    assert set(heard_of_lately(at).room_until) == {
        (pk, place.group) for pk, places in found.items() for place in places if place.state is State.OPEN
    }
    assert all(at < end for end in open_by_open_places(at).values())


@pytest.mark.parametrize("rows", [1, 3])
def test_places_are_counted_once_as_fresh_or_faded_in_few_questions(rosa, at, rows, django_assert_num_queries):
    for _ in range(rows):
        say(facility=make_facility(), numbers={WOMEN: Numbers(2), MEN: Numbers(0)}, by=rosa, at=at)
        say(facility=make_facility(), numbers={WOMEN: Numbers(2)}, by=rosa, at=at - timedelta(days=3))
    say(facility=make_facility(gone_since_year=2024), numbers={WOMEN: Numbers(2)}, by=rosa, at=at)

    with django_assert_num_queries(2):
        counted = told_count(at=at)

    assert counted == ToldCount(fresh=rows, faded=rows)
