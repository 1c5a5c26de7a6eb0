"""A newcomer finds something to try at each page of the desk, and what they did there stays."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.desk_pages import signed_in
from handrail.accounts.models import User
from handrail.directory.actions import make_room_for_real_data
from handrail.directory.calls.queue import call_queue
from handrail.directory.corrections.actions import Decision, move
from handrail.directory.demonstration.actions import load_demonstration
from handrail.directory.domain.corrections import State
from handrail.directory.domain.open_places import Group, Level, Numbers
from handrail.directory.merging.actions import merge
from handrail.directory.merging.queries import all_pairs, suggestions
from handrail.directory.models import CallOutcome, Correction, DeskEvent, Facility, OpenPlaces, VisitorAnswers
from handrail.directory.open_places.actions import say
from handrail.directory.open_places.queries import told_count
from handrail.kernel.models import Installation
from pages.reading import words

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_pairs():
    all_pairs.forget()
    yield
    all_pairs.forget()


@pytest.fixture
def loaded():
    load_demonstration(at=AT)
    return User.objects.get(username="demo-operator")


def told():
    """Everything that stands on the desk, without keys."""
    return (
        list(CallOutcome.objects.order_by("pk").values_list("facility__name", "at", "answered", "note")),
        list(Correction.objects.order_by("pk").values_list("kind", "state", "words", "opened_at", "value")),
        list(OpenPlaces.objects.order_by("pk").values_list("facility__name", "level", "available", "updated_at")),
        list(VisitorAnswers.objects.values_list("facility__name", "answer", "times")),
    )


def test_each_page_of_the_desk_has_something_to_try(loaded):
    count, pairs = suggestions()
    places = told_count(at=AT)

    assert (count, sorted(pair.why for pair in pairs)) == (2, ["building", "phone"])
    assert (places.fresh, places.faded) == (4, 1)
    assert call_queue(at=AT)[0].is_urgent
    assert sorted(Correction.objects.values_list("kind", "state")) == [
        ("moved", "waiting_for_second"),
        ("safety", "new"),
        ("wrong_number", "new"),
    ]
    assert [one.kind for one in Correction.objects.overdue(at=AT)] == ["safety"]
    assert CallOutcome.objects.count() == 4


def test_everything_says_that_nobody_really_told_it(loaded):
    assert [one.words[:14] for one in Correction.objects.all()] == ["Demonstration:"] * 3
    assert set(CallOutcome.objects.values_list("note", flat=True)) == {"Demonstration: nobody really called."}
    assert list(Facility.objects.exclude(source="demonstration")) == []


def test_it_is_the_same_each_time(loaded):
    first = told()
    make_room_for_real_data(at=AT)
    type(loaded).objects.all().delete()
    Installation.objects.all().delete()
    load_demonstration(at=AT)

    assert told() == first


def test_newcomer_can_be_the_second_person_at_once(loaded):
    report = Correction.objects.get(kind="moved")
    seen = Decision(seen=report.version)

    confirmed = move(correction=report, to=State.CONFIRMED, decision=seen, by=loaded, at=AT)

    assert (confirmed.state, confirmed.fact.value) == ("confirmed", "1 Demonstration Street, Boston, MA 02118")


def test_loading_again_says_anew_what_is_open_and_leaves_the_rest_as_it_was_tried(loaded):
    mine = OpenPlaces.objects.get(level="outpatient_medicine").facility
    say(facility=mine, numbers={Group(Level.OUTPATIENT_MEDICINE): Numbers(9)}, by=loaded, at=AT)
    Correction.objects.filter(kind="wrong_number").update(words="Changed while trying.")
    later = AT + 2 * DAY

    load_demonstration(at=later)

    assert OpenPlaces.objects.get(facility=mine).available == 9
    assert told_count(at=later).fresh == 3
    assert Correction.objects.filter(words="Changed while trying.").count() == 1
    assert (Correction.objects.count(), CallOutcome.objects.count()) == (3, 4)


def test_tried_desk_makes_room_for_the_real_directory(loaded):
    pair = suggestions()[1][0]
    merge(kept=pair.first, merged=pair.second, by=loaded, at=AT)

    removed = make_room_for_real_data(at=AT)

    assert (removed, User.objects.count(), DeskEvent.objects.count()) == (484, 0, 0)
    assert (Facility.objects.count(), Correction.objects.count(), OpenPlaces.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", "2 pairs may be one place."),
        ("calls/", "Visitors met a wrong number"),
        ("corrections/", "3 reports wait."),
        ("duplicates/", "Thistlecombe Recovery Network, Inc."),
        ("open-places/", "Kestrelhythe Recovery Network"),
    ],
)
def test_pages_show_it(loaded, path, found):
    assert found in words(signed_in(loaded).get(f"/desk/{path}"))


def test_twin_is_an_older_row_of_the_same_program(loaded):
    newer, older = Facility.objects.filter(city="Alpine", program="Outpatient Counseling").order_by("name")

    assert (older.name, older.source_year, older.address) == (
        f"{newer.name}, Inc.",
        newer.source_year - 1,
        newer.address,
    )
