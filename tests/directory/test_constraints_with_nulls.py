"""A check in SQL passes where an operand is NULL: the database must refuse rows that are half told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import make_call, make_correction, make_facility, make_operator, make_twin
from handrail.directory.models import CallOutcome, Correction, Facility, Merge

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize("missing", ["latitude", "longitude"])
def test_point_without_one_of_its_two_numbers(missing):
    facility = make_facility()

    with pytest.raises(IntegrityError), transaction.atomic():
        Facility.objects.filter(pk=facility.pk).update(**{missing: None})


@pytest.mark.parametrize("missing", ["first_at", "waits_until", "first_by"])
def test_report_that_waits_for_a_second_person_from_no_moment(missing):
    anna = make_operator()
    waiting = {
        "state": "waiting_for_second",
        "owner": anna,
        "field": "phone",
        "value": "217-555-0133",
        "first_by": anna,
        "first_at": AT,
        "waits_until": AT + DAY,
    }
    make_correction(**waiting)

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.bulk_create([Correction(**base(), **(waiting | {missing: None}))])


@pytest.mark.parametrize("missing", ["second_at", "waits_until", "second_by"])
def test_phone_confirmed_by_a_second_person_who_cannot_be_shown_to_have_waited(missing):
    anna, ben = make_operator(), make_operator()
    confirmed = {
        "state": "confirmed",
        "owner": anna,
        "field": "phone",
        "value": "217-555-0133",
        "first_by": anna,
        "first_at": AT,
        "waits_until": AT + DAY,
        "second_by": ben,
        "second_at": AT + DAY,
        "closed_by": ben,
        "closed_at": AT + DAY,
    }
    make_correction(**confirmed)

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.bulk_create([Correction(**base(), **(confirmed | {missing: None}))])


@pytest.mark.parametrize("more", [{"second_at": AT}, {"first_at": AT}])
def test_new_report_that_carries_a_check(more):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.bulk_create([Correction(**base(), **more)])


def test_merge_undone_by_somebody_at_no_moment():
    kept, anna = make_facility(), make_operator()

    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.bulk_create([Merge(kept=kept, merged=make_twin(kept), at=AT, by=anna, undone_by=anna)])


@pytest.mark.parametrize("told", [{"medicines": {"methadone": "confirmed"}}, {"covers": {"medicaid": "not"}}])
@pytest.mark.parametrize("call", [{"answered": False, "right_number": "unknown"}, {"right_number": "no"}])
def test_call_that_heard_of_medicine_or_cover_from_nobody(call, told):
    make_call(**call)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(**call, **told)

    assert CallOutcome.objects.count() == 1


def base():
    return {"facility": make_facility(), "kind": "wrong_number", "opened_at": AT, "due_on": AT.date()}
