"""Single numbers, said by another system or by one tap: each group has its own age, and the newest word stands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_facility, make_operator
from handrail.directory.domain.open_places import Group, Level, Numbers, OpenPlacesRefused, SaidBy, Sex
from handrail.directory.models import OPENNESS, DirectoryRevision, OpenPlaces, OpenPlacesEvent
from handrail.directory.open_places.actions import (
    ChangedMeanwhile,
    OlderThanStored,
    SentRow,
    Speaker,
    say,
    say_each,
    step,
)

pytestmark = pytest.mark.django_db
WOMEN, MEN = Group(Level.WITHDRAWAL, Sex.WOMEN), Group(Level.WITHDRAWAL, Sex.MEN)
KEY = Speaker(SaidBy.API, through="abcdefghijklm")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def facility():
    return make_facility()


def row(facility, told_at, *, group=WOMEN, available=2, maximum=None, number=0):
    return SentRow(facility, group, Numbers(available, maximum), told_at, number)


def stored():
    return list(OpenPlaces.objects.order_by("sex").values_list("sex", "available", "updated_at", "source"))


def test_numbers_stand_as_of_their_own_time_and_others_stay(facility, at):
    say(facility=facility, numbers={MEN: Numbers(1)}, by=make_operator(), at=at - 3 * HOUR)

    events = say_each(rows=[row(facility, at - HOUR)], speaker=KEY, at=at)

    assert stored() == [("men", 1, at - 3 * HOUR, "operator"), ("women", 2, at - HOUR, "api")]
    assert [(each.at, each.change, each.by, each.through) for each in events] == [(at, "said", None, KEY.through)]
    assert DirectoryRevision.objects.get(pk=OPENNESS).number == 2


def test_same_rows_twice_are_renewed_and_stand_as_they_were(facility, at):
    rows = [row(facility, at, number=0), row(facility, at, group=MEN, number=1)]
    say_each(rows=rows, speaker=KEY, at=at)
    before = stored()

    events = say_each(rows=rows, speaker=KEY, at=at + HOUR)

    assert [event.change for event in events] == ["renewed", "renewed"]
    assert stored() == before


def test_older_word_is_refused_with_its_row_and_nothing_is_saved(facility, at):
    say(facility=facility, numbers={WOMEN: Numbers(0)}, by=make_operator(), at=at)
    rows = [row(facility, at, group=MEN), row(facility, at - MINUTE, number=1)]

    with pytest.raises(OlderThanStored) as refusal:
        say_each(rows=rows, speaker=KEY, at=at + MINUTE)

    assert [late.number for late in refusal.value.rows] == [1]
    assert stored() == [("women", 0, at, "operator")]


def test_word_of_an_operator_that_comes_later_stands(facility, at):
    say_each(rows=[row(facility, at)], speaker=KEY, at=at)

    say(facility=facility, numbers={WOMEN: Numbers(0)}, by=make_operator(), at=at + MINUTE)

    assert stored() == [("women", 0, at + MINUTE, "operator")]


def test_time_a_little_ahead_is_read_as_now_and_one_far_ahead_is_refused(facility, at):
    say_each(rows=[row(facility, at + 5 * MINUTE)], speaker=KEY, at=at)

    with pytest.raises(OpenPlacesRefused) as refusal:
        say_each(rows=[row(facility, at + 5 * MINUTE + timedelta(seconds=1))], speaker=KEY, at=at)

    assert refusal.value.code == "updated_ahead"
    assert stored() == [("women", 2, at, "api")]


def test_number_stored_by_a_wrong_clock_stands_in_nobodys_way(facility, at):
    say(facility=facility, numbers={WOMEN: Numbers(9)}, by=make_operator(), at=at + 10 * HOUR)

    say_each(rows=[row(facility, at)], speaker=KEY, at=at)

    assert stored() == [("women", 2, at, "api")]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"available": 1000}, "out_of_range"),
        ({"available": 3, "maximum": 2}, "more_than_all"),
        ({"told_at": timedelta(days=-366)}, "updated_long_ago"),
        ({"group": MEN}, "group_twice"),
    ],
)
def test_wrong_row_is_named_and_nothing_is_saved(facility, at, wrong, code):
    wrong = {"told_at": at + wrong.pop("told_at", timedelta()), **wrong}

    with pytest.raises(OpenPlacesRefused) as refusal:
        say_each(rows=[row(facility, at, group=MEN), row(facility, number=1, **wrong)], speaker=KEY, at=at)

    assert (refusal.value.code, refusal.value.number) == (code, 1)
    assert OpenPlacesEvent.objects.count() == 0


def test_rows_of_three_places_ask_as_much_as_those_of_one(at):
    def asked(places):
        rows = [row(place, at, number=number) for number, place in enumerate(places)]
        say_each(rows=rows, speaker=KEY, at=at)
        with CaptureQueriesContext(connection) as queries:
            say_each(rows=rows, speaker=KEY, at=at)
        return len([query for query in queries if query["sql"].startswith("SELECT")])

    assert asked([make_facility()]) == asked([make_facility() for _ in range(3)])


def test_one_more_is_refused_where_somebody_has_spoken_or_nothing_was_said(facility, at):
    operator = make_operator()
    facts = {"facility": facility, "group": WOMEN, "by_one": 1, "by": operator, "at": at}
    with pytest.raises(ChangedMeanwhile):
        step(**facts, seen=0)
    (event,) = say(facility=facility, numbers={WOMEN: Numbers(2, 3)}, by=operator, at=at)
    with pytest.raises(ChangedMeanwhile):
        step(**facts, seen=event.pk - 1)

    (event,) = step(**facts, seen=OpenPlacesEvent.objects.get().pk)

    assert (event.available_before, event.available_after, stored()) == (2, 3, [("women", 3, at, "operator")])
