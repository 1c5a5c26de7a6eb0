"""What the database holds is what the index holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_facility
from handrail.directory.index.build import index_from_database
from handrail.directory.models import DirectoryRevision

pytestmark = pytest.mark.django_db


def test_index_from_database_holds_listed_facilities_only(at):
    listed = make_facility(name="Clínica Sol", codes="SA BU NEWCODE", state="PR")
    make_facility(gone_since_year=2023)
    unlocated = make_facility(latitude=None, longitude=None)
    DirectoryRevision.objects.update_or_create(pk=1, defaults={"number": 7, "changed_at": at})

    index = index_from_database()

    assert index.facility_ids.tolist() == [listed.pk, unlocated.pk]
    assert list(index.public_ids) == [listed.public_id, unlocated.public_id]
    assert (index.revision, index.size, index.located) == (7, 2, 1)
    assert (index.latitude[0], index.longitude[0], index.state[0]) == (listed.latitude, listed.longitude, "PR")
    assert index.has("NEWCODE").tolist() == [True, False]
    assert index.open_now.tolist() == [False, False]


def test_index_from_an_empty_database_answers_nothing():
    DirectoryRevision.objects.all().delete()

    index = index_from_database()

    assert (index.revision, index.size) == (0, 0)
    assert index.near(40.7, -74.0, 250.0)[0].tolist() == []
    assert index.near(40.7, -74.0, None)[0].tolist() == []


@pytest.mark.parametrize("rows", [1, 30])
def test_index_from_database_asks_three_queries_whatever_the_number_of_rows(rows):
    for _ in range(rows):
        make_facility()

    with CaptureQueriesContext(connection) as queries:
        index_from_database()

    assert len(queries) == 3
