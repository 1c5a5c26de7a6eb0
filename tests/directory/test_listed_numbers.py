"""The comparable numbers of each facility, which every write of facilities keeps in step."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from directory_files import listing, write_workbook
from factories import make_facility
from handrail.directory.actions import import_facilities
from handrail.directory.corrections.queries import number_elsewhere
from handrail.directory.demonstration.actions import load_demonstration
from handrail.directory.listed_numbers import keep_numbers
from handrail.directory.models import Facility, ListedNumber

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reports_in_a_folder_of_the_test(settings, tmp_path):
    settings.VAR = tmp_path / "var"


def held():
    return set(ListedNumber.objects.values_list("facility__name", "key"))


def as_their_rows_say():
    return {(facility.name, key) for facility in Facility.objects.all() for key in facility.number_keys}


def test_import_keeps_every_number_once_and_follows_a_changed_one(tmp_path, at):
    def load(year, **changed):
        rows = [listing(1, phone="217-555-0101 x5", intake1="(217) 555-0101", intake2="800-555-0199", **changed)]
        path = write_workbook(tmp_path / f"{year}.xlsx", [*rows, listing(2)], title=f"{year} SU Facilities")
        import_facilities(path=path, at=at)

    load(2022)
    first = held()
    load(2023, intake1a="217-555-0144")
    second = held()
    Facility.objects.filter(phone__startswith="217-555-0101").update(intake_phones=[])
    load(2024)

    assert second - first == {(name, "2175550144") for name, key in first if key == "8005550199"}
    assert first - second == set()
    assert held() == as_their_rows_say() == first


def test_demonstration_keeps_the_numbers_too(at):
    load_demonstration(at=at)

    assert len(held()) > 100
    assert held() == as_their_rows_say()


def test_directory_held_before_gets_its_numbers_by_the_migration():
    make_facility(name="two numbers", intake_phones=["888-PARNEXT", "217-555-0199"])
    make_facility(name="none", phone="")
    ListedNumber.objects.all().delete()

    import_module("handrail.directory.migrations.0006_listed_numbers").list_numbers(apps, connection.schema_editor())

    assert len(held()) == 3
    assert held() == as_their_rows_say()


@pytest.mark.parametrize("number", [1, 3])
def test_place_with_a_number_is_found_in_as_many_questions_however_many_there_are(number, django_assert_num_queries):
    asking = make_facility(name="Asking")
    for each in range(number):
        make_facility(name=f"Elsewhere {each}", phone="(217) 555-0177 x12", intake_phones=["217-555-0177"])
    make_facility(name="Asking", phone="", intake_phones=["1-217-555-0177"])
    make_facility(name="Another", phone="217-555-0178")

    with django_assert_num_queries(2):
        found = number_elsewhere(number="217.555.0177", facility=asking)

    assert (found.count, found.other_organizations) == (number + 1, number)
    assert [place.name for place in found.places] == ["Asking", *(f"Elsewhere {each}" for each in range(number))]


def test_number_is_kept_in_one_statement_where_nothing_changed(django_assert_num_queries):
    facilities = [make_facility(intake_phones=["800-555-0100"]) for _ in range(3)]

    with django_assert_num_queries(1):
        keep_numbers(facilities)

    assert held() == as_their_rows_say()


@pytest.mark.parametrize("broken", [{"key": ""}, {"key": "2175550101"}])
def test_database_refuses_no_number_and_a_number_twice(broken):
    facility = make_facility(phone="217-555-0101")

    with pytest.raises(IntegrityError), transaction.atomic():
        ListedNumber.objects.create(facility=facility, **broken)
