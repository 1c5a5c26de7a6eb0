"""What is said is stored, logged, and told to every process; what is refused changes nothing."""

import ast
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from factories import make_facility
from handrail.directory import open_places
from handrail.directory.domain.open_places import Group, Level, Numbers, OpenPlacesRefused, Sex
from handrail.directory.models import OPENNESS, DirectoryRevision, OpenPlaces, OpenPlacesEvent
from handrail.directory.open_places.actions import ChangedMeanwhile, renew, say

pytestmark = pytest.mark.django_db

WOMEN, MEN = Group(Level.WITHDRAWAL, Sex.WOMEN), Group(Level.WITHDRAWAL, Sex.MEN)


@pytest.fixture
def rosa():
    return get_user_model().objects.create_user("rosa", is_staff=True)


def revision() -> int:
    return DirectoryRevision.objects.filter(pk=OPENNESS).values_list("number", flat=True).first() or 0


def logged() -> list[tuple]:
    fields = "sex", "change", "available_before", "maximum_before", "available_after", "maximum_after"
    return list(OpenPlacesEvent.objects.order_by("pk").values_list(*fields))


def test_say_stores_logs_and_bumps_the_revision_once(rosa, at):
    facility = make_facility()

    say(facility=facility, numbers={WOMEN: Numbers(2, 6), MEN: Numbers(0)}, by=rosa, at=at)

    rows = OpenPlaces.objects.values_list("sex", "available", "maximum", "unit", "updated_at", "updated_by", "source")
    assert set(rows) == {
        ("women", 2, 6, "bed", at, rosa.pk, "operator"),
        ("men", 0, None, "bed", at, rosa.pk, "operator"),
    }
    assert logged() == [("women", "said", None, None, 2, 6), ("men", "said", None, None, 0, None)]
    assert OpenPlacesEvent.objects.filter(by=rosa, at=at).count() == 2
    assert revision() == 1


def test_say_keeps_the_number_before_and_takes_back_what_is_no_longer_named(rosa, at):
    facility = make_facility()
    say(facility=facility, numbers={WOMEN: Numbers(2, 6), MEN: Numbers(1)}, by=rosa, at=at)

    say(facility=facility, numbers={WOMEN: Numbers(1, 6)}, by=rosa, at=at + timedelta(hours=1))

    assert logged()[2:] == [("women", "said", 2, 6, 1, 6), ("men", "withdrawn", 1, None, None, None)]
    assert list(OpenPlaces.objects.values_list("sex", "available")) == [("women", 1)]


def test_renew_tells_all_again_with_a_new_age(rosa, at):
    facility = make_facility()
    say(facility=facility, numbers={WOMEN: Numbers(2, 6), MEN: Numbers(0)}, by=rosa, at=at)
    later = at + timedelta(hours=30)

    renew(facility=facility, by=rosa, at=later)

    assert set(OpenPlaces.objects.values_list("available", "updated_at")) == {(2, later), (0, later)}
    assert sorted(row[1] for row in logged()) == ["renewed", "renewed", "said", "said"]
    assert revision() == 2


def test_renew_of_nothing_leaves_no_trace(rosa, at):
    assert renew(facility=make_facility(), by=rosa, at=at) == []
    assert (logged(), revision()) == ([], 0)


@pytest.mark.asvs("V1.4.2", "V2.2.3")
@pytest.mark.parametrize("numbers", [{WOMEN: Numbers(3, 2)}, {MEN: Numbers(1), WOMEN: Numbers(-1)}])
def test_wrong_numbers_change_nothing(rosa, at, numbers):
    with pytest.raises(OpenPlacesRefused):
        say(facility=make_facility(), numbers=numbers, by=rosa, at=at)

    assert (OpenPlaces.objects.count(), logged(), revision()) == (0, [], 0)


def test_second_editor_is_told_and_the_first_word_stands(rosa, at):
    facility = make_facility()
    say(facility=facility, numbers={WOMEN: Numbers(2)}, by=rosa, at=at, seen=0)

    for late in (
        lambda: say(facility=facility, numbers={WOMEN: Numbers(9)}, by=rosa, at=at, seen=0),
        lambda: renew(facility=facility, by=rosa, at=at, seen=0),
    ):
        with pytest.raises(ChangedMeanwhile):
            late()

    assert list(OpenPlaces.objects.values_list("available")) == [(2,)]
    assert revision() == 1


def test_a_word_under_a_clock_set_ahead_does_not_shut_the_sheet(rosa, at):
    facility = make_facility()
    say(facility=facility, numbers={WOMEN: Numbers(2)}, by=rosa, at=at + timedelta(days=365))

    say(facility=facility, numbers={WOMEN: Numbers(1)}, by=rosa, at=at)

    assert list(OpenPlaces.objects.values_list("available", "updated_at")) == [(1, at)]


def test_no_code_edits_or_deletes_an_event():
    """The log is only ever added to: nothing in the package changes, saves or deletes one of its rows."""
    folder = Path(open_places.__file__).parent
    calls = [
        (file.name, ast.unparse(node))
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]

    touching = [call for _, call in calls if "Event" in call and any(f".{verb}(" in call for verb in EDITS)]
    saving = sorted(call for name, call in calls if name == "actions.py" and call in ("row.save()", "row.delete()"))

    assert touching == []
    assert saving == ["row.delete()", "row.save()"]  # of OpenPlaces, whose last word is replaced


EDITS = ("update", "delete", "bulk_update", "update_or_create", "save")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(at):
    rosa = get_user_model().objects.create_user("rosa", is_staff=True)
    facility, together, outcomes = make_facility(), threading.Barrier(2), []

    def run(available):
        together.wait()
        try:
            say(facility=facility, numbers={WOMEN: Numbers(available)}, by=rosa, at=at, seen=0)
            outcomes.append(available)
        except ChangedMeanwhile:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(available,)) for available in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (winner,) = (outcome for outcome in outcomes if outcome != "told")
    assert sorted(map(str, outcomes)) == [str(winner), "told"]
    assert list(OpenPlaces.objects.values_list("available")) == [(winner,)]
    assert (len(logged()), revision()) == (1, 1)
