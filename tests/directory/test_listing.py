"""The list of facilities: filtered, counted, paged, in one query."""

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.domain.filters import FilterRefused
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.live import forget_index
from handrail.directory.listing import facility_list, listed_total
from handrail.directory.models import Facility

pytestmark = pytest.mark.django_db

SPRINGFIELD = (39.8, -89.65)


@pytest.fixture(autouse=True)
def fresh_index():
    forget_index()
    yield
    forget_index()


def listed(**asked):
    bump_revision(at=timezone.now())
    forget_index()
    return facility_list(**{"point": SPRINGFIELD, "radius_miles": 25, "chosen": {}, **asked})


def names(found):
    return [row.facility.name for row in found.rows]


def test_list_is_nearest_first_with_the_miles_to_each():
    make_facility(name="Far", latitude=39.95)
    make_facility(name="Near", latitude=39.81)
    make_facility(name="Too far", latitude=41.0)

    found = listed()

    assert names(found) == ["Near", "Far"]
    assert [round(row.miles, 1) for row in found.rows] == [0.7, 10.4]
    assert (found.total, found.page, found.pages) == (2, 1, 1)


def test_list_counts_every_option_and_what_each_group_keeps_away():
    make_facility(codes="SA OP BU MD FEM MALE")
    make_facility(codes="SA RL MU PI FEM")
    make_facility(codes="SA OP MD MALE")

    found = listed(chosen={"payment": ["medicaid"], "medicine": ["methadone"]})

    assert found.total == 0
    assert found.without["payment"] == 1
    assert found.without["medicine"] == 2
    assert found.without["sex"] == 0
    assert (found.counts["payment"]["medicaid"], found.counts["payment"]["private"]) == (0, 1)
    assert (found.counts["medicine"]["methadone"], found.counts["medicine"]["buprenorphine"]) == (0, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_one_query_for_any_number_of_rows(rows, django_assert_num_queries):
    for _ in range(rows):
        make_facility()
    listed()

    with django_assert_num_queries(1):
        found = facility_list(point=SPRINGFIELD, radius_miles=25, chosen={"payment": ["medicaid"]})

    assert found.total == rows


@pytest.mark.parametrize(("asked", "page", "shown"), [(1, 1, 2), (3, 3, 1), (0, 1, 2), (-1, 1, 2), (999_999, 3, 1)])
def test_page_that_does_not_exist_becomes_the_nearest_that_does(asked, page, shown):
    for _ in range(5):
        make_facility()

    found = listed(page=asked, page_size=2)

    assert (found.page, found.pages, len(found.rows), found.total) == (page, 3, shown, 5)


def test_page_size_is_bounded():
    for _ in range(3):
        make_facility()

    sizes = [len(listed(page_size=size).rows) for size in (0, -5, 2, 1_000_000)]

    assert sizes == [1, 1, 2, 3]


def test_list_leaves_out_mental_health_alone_and_places_no_longer_listed():
    make_facility(name="Here")
    make_facility(kind=FacilityKind.MENTAL_HEALTH)
    make_facility(gone_since_year=2023)

    assert names(listed()) == ["Here"]


def test_list_without_a_place_is_by_words_alone():
    make_facility(name="Harbor House", latitude=None, longitude=None)
    make_facility(name="Harbor Clinic", latitude=10.0)
    make_facility(name="Meadow Clinic")

    found = listed(point=None, radius_miles=None, words=["harbor"])

    assert sorted(names(found)) == ["Harbor Clinic", "Harbor House"]
    assert [row.miles for row in found.rows] == [None, None]


def test_list_leaves_out_a_facility_deleted_since_the_index_was_built():
    gone = make_facility(name="Deleted")
    make_facility(name="Still here")
    listed()
    Facility.objects.filter(pk=gone.pk).delete()

    found = facility_list(point=SPRINGFIELD, radius_miles=25, chosen={})

    assert names(found) == ["Still here"]


@pytest.mark.parametrize("chosen", [{"payment": ["gold"]}, {"unicorns": ["x"]}, {"payment": ["medicaid", "x\x00"]}])
def test_unknown_filter_is_refused(chosen):
    with pytest.raises(FilterRefused):
        listed(chosen=chosen)


def test_a_facility_with_300_codes_or_none_is_listed_and_counted():
    make_facility(codes=" ".join(f"X{number}" for number in range(300)) + " MD FEM")
    make_facility(codes="")

    found = listed()

    assert found.total == 2
    assert (found.counts["payment"]["medicaid"], found.counts["payment"]["not_said"]) == (1, 1)
    assert (found.counts["sex"]["women"], found.counts["sex"]["not_said"]) == (1, 1)


@pytest.mark.slow
def test_ten_thousand_programs_in_one_building_are_paged_in_a_fixed_order():
    Facility.objects.bulk_create(
        Facility(
            public_id=f"b{number:012}",
            name="One of many",
            state="IL",
            zip="62701",
            codes="SA MD",
            latitude=39.8,
            longitude=-89.65,
            precision="address",
            source="samhsa_national_directory",
            source_year=2023,
        )
        for number in range(10_000)
    )

    first, last = listed(), listed(page=500)

    assert (first.total, first.pages, first.counts["payment"]["medicaid"]) == (10_000, 500, 10_000)
    assert [row.facility.public_id for row in first.rows][:2] == ["b000000000000", "b000000000001"]
    assert last.rows[-1].facility.public_id == "b000000009999"


def test_listed_total_counts_without_reading_the_database(django_assert_num_queries):
    make_facility(codes="SA MD")
    make_facility(codes="SA PI", latitude=40.4)
    listed()

    with django_assert_num_queries(0):
        totals = [
            listed_total(point=SPRINGFIELD, radius_miles=miles, chosen={"payment": ["medicaid", "private"]})
            for miles in (25, 50, None)
        ]

    assert totals == [1, 2, 2]
