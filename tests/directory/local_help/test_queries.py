import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.local_help.queries import box, local_help_in, local_help_near
from handrail.directory.models import LocalHelp
from handrail.kernel.geography import great_circle_miles

CHICAGO = (41.85, -87.66)


def make_help(number: int = 1, **facts) -> LocalHelp:
    values = {
        "list_name": "Example list",
        "key": f"example {number}",
        "name": f"Example Exchange {number}",
        "offers": "naloxone",
        "city": "Chicago",
        "state": "IL",
        "zip": "60608",
        "latitude": CHICAGO[0],
        "longitude": CHICAGO[1],
        "precision": "zip",
        "source_date": "2026-11-01",
    }
    return LocalHelp.objects.create(**{**values, **facts})


def near(point=CHICAGO) -> list[str]:
    return [found.place.name for found in local_help_near(latitude=point[0], longitude=point[1])]


@pytest.mark.django_db
def test_nearest_comes_first_and_the_first_circle_that_has_any_is_the_last():
    make_help(1, latitude=42.1)
    make_help(2)
    make_help(3, latitude=42.7)

    assert near() == ["Example Exchange 2", "Example Exchange 1"]


@pytest.mark.django_db
def test_circle_grows_until_somebody_is_there():
    make_help(1, latitude=44.0)

    assert near() == ["Example Exchange 1"]


@pytest.mark.django_db
def test_gone_places_places_without_a_point_and_far_ones_are_not_near():
    make_help(1, gone_since="2026-11-02")
    make_help(2, latitude=None, longitude=None, precision="")
    make_help(3, latitude=50.0)

    assert near() == []


@pytest.mark.django_db
def test_number_of_queries_is_the_same_for_one_and_three(django_assert_num_queries):
    make_help(1)
    with django_assert_num_queries(2):
        near()
    make_help(2)
    make_help(3)

    with django_assert_num_queries(2):
        assert len(near()) == 3


@pytest.mark.django_db
def test_place_across_the_date_line_is_near():
    make_help(1, latitude=51.9, longitude=179.9)

    assert near((51.9, -179.9)) == ["Example Exchange 1"]


@pytest.mark.django_db
def test_state_lists_its_own_by_town():
    make_help(1, city="Zion")
    make_help(2, city="Aurora")
    make_help(3, state="WI")

    assert [one.city for one in local_help_in(state="IL")] == ["Aurora", "Zion"]


@given(
    st.floats(-80, 80), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180), st.sampled_from([25, 100, 250])
)
def test_box_never_leaves_out_what_the_circle_holds(latitude, longitude, north, east, miles):
    if great_circle_miles(latitude, longitude, north, east) > miles:
        return
    ranges = dict(condition for part in [box(latitude, longitude, miles)] for condition in flat(part))

    for name, value in (("latitude__range", north), ("longitude__range", east)):
        if name in ranges:
            assert ranges[name][0] <= value <= ranges[name][1]


def flat(condition):
    for child in condition.children:
        yield from flat(child) if hasattr(child, "children") else [child]
