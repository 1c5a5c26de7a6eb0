"""The database refuses what the rules refuse, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from factories import make_facility, make_operator
from handrail.directory.models import DirectoryRevision, OpenPlaces, OpenPlacesEvent

pytestmark = pytest.mark.django_db

RIGHT = {"level": "withdrawal", "sex": "women", "age_band": "any", "unit": "bed", "available": 2, "maximum": 6}
EVENT = {"level": "withdrawal", "sex": "women", "age_band": "any", "change": "said", "available_after": 2}


def is_refused(make, **facts) -> bool:
    try:
        with transaction.atomic():
            make(**facts)
    except IntegrityError:
        return True
    return False


@pytest.mark.asvs("V2.2.3")
@pytest.mark.parametrize(
    "wrong",
    [
        {"available": 7},
        {"available": -1},
        {"available": 1000, "maximum": None},
        {"maximum": 1000},
        {"unit": "slot"},
        {"level": "outpatient_medicine"},  # counted in slots
        {"level": "castle"},
        {"sex": "nobody"},
        {"age_band": "old"},
        {"payer": "rich"},
        {"source": "rumor"},
        {"source": "api", "updated_by": "rosa"},  # a key is nobody
        {"source": "link", "updated_by": "rosa"},
    ],
)
def test_database_refuses_wrong_open_places(wrong, at):
    facts = {"facility": make_facility(), "updated_at": at, "source": "operator", **RIGHT}
    if "updated_by" in wrong:
        wrong = {**wrong, "updated_by": make_operator()}

    assert is_refused(OpenPlaces.objects.create, **{**facts, **wrong})
    assert not is_refused(OpenPlaces.objects.create, **facts)


def test_database_refuses_two_numbers_for_one_group(at):
    facts = {"facility": make_facility(), "updated_at": at, "source": "operator", **RIGHT}
    OpenPlaces.objects.create(**facts)

    assert is_refused(OpenPlaces.objects.create, **{**facts, "available": 1})
    assert not is_refused(OpenPlaces.objects.create, **{**facts, "sex": "men"})
    assert not is_refused(OpenPlaces.objects.create, **{**facts, "payer": "medicaid"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"available_after": None},
        {"change": "withdrawn"},
        {"change": "withdrawn", "available_after": None},  # nothing was there to take back
        {"change": "renewed"},
        {"change": "renewed", "available_before": 1},
        {"change": "dreamed"},
        {"through": "abcdefghijklm"},  # an operator needs no link
        {"source": "program", "through": "abcdefghijklm"},
        {"source": "link"},  # of which link?
        {"source": "api", "through": ""},
        {"level": "castle"},
        {"payer": "rich"},
    ],
)
def test_database_refuses_an_event_that_is_not_whole(wrong, at):
    facts = {"facility": make_facility(), "at": at, "source": "operator", **EVENT}

    assert is_refused(OpenPlacesEvent.objects.create, **{**facts, **wrong})
    assert not is_refused(OpenPlacesEvent.objects.create, **facts)


def test_database_holds_one_revision_of_the_facilities_and_one_of_who_is_open(at):
    DirectoryRevision.objects.all().delete()

    assert not is_refused(DirectoryRevision.objects.create, pk=1, changed_at=at)
    assert not is_refused(DirectoryRevision.objects.create, pk=2, changed_at=at)
    assert is_refused(DirectoryRevision.objects.create, pk=3, changed_at=at)
