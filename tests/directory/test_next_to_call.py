import pytest

from factories import make_facility
from handrail.directory.next_to_call import next_to_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


def near(north: float, **overrides):
    return make_facility(latitude=39.8 + north, longitude=-89.65, **overrides)


def test_next_places_are_the_two_nearest_with_the_same_medicine():
    here = near(0, codes="SA OTP MU")
    near(0.1, codes="SA BU")
    second = near(0.3, codes="SA MU")
    first = near(0.2, codes="SA OTP")
    near(0.4, codes="SA OTP")

    found = next_to_call(facility=here)

    assert [facility for facility, _ in found] == [first, second]
    assert [round(miles) for _, miles in found] == [14, 21]


@pytest.mark.parametrize(
    "left_out",
    [{"codes": "SA BU NMOA"}, {"codes": "SA BU AUDO"}, {"codes": "SA RES"}, {"phone": ""}, {"gone_since_year": 2023}],
)
def test_next_place_is_one_that_can_help_and_be_called(left_out):
    here = near(0, codes="SA BU")
    near(0.1, **{"codes": "SA BU", **left_out})

    assert next_to_call(facility=here) == []


def test_next_place_answers_another_telephone():
    here = near(0, phone="217-555-0101")
    near(0.01, phone="217-555-0101")
    other = near(0.1, phone="217-555-0102")
    near(0.11, phone="217-555-0102")

    assert [facility for facility, _ in next_to_call(facility=here)] == [other]


def test_a_place_without_a_point_is_looked_around_from_its_zip():
    here = make_facility(latitude=None)
    other = near(0.05)

    assert [facility for facility, _ in next_to_call(facility=here)] == [other]


def test_a_place_that_nobody_can_find_has_no_next():
    assert next_to_call(facility=make_facility(latitude=None, zip="00000")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_next_places_take_one_query(django_assert_num_queries, rows):
    here = near(0)
    for number in range(rows):
        near(0.1 + number / 100)
    next_to_call(facility=here)

    with django_assert_num_queries(1):
        found = next_to_call(facility=here)

    assert len(found) == min(rows, 2)


@pytest.mark.parametrize("closed", ["CHLD", "CHLD MALE FEM", "MALE ADLT", "FEM ADLT"])
def test_next_place_never_turns_away_whom_this_one_takes(closed):
    here = near(0, codes="SA BU MALE FEM ADLT")
    near(0.1, codes=f"SA BU {closed}")
    open_to_all = near(0.2, codes="SA BU MALE FEM CHLD ADLT")

    assert [facility for facility, _ in next_to_call(facility=here)] == [open_to_all]


def test_next_place_of_one_for_women_may_be_for_women():
    here = near(0, codes="SA BU FEM ADLT")
    near(0.1, codes="SA BU MALE ADLT")
    women = near(0.2, codes="SA BU FEM ADLT")

    assert [facility for facility, _ in next_to_call(facility=here)] == [women]


@pytest.mark.parametrize(("about", "found"), [("alcohol", ["Alcohol", "Any"]), ("stimulants", ["Any"])])
def test_next_place_of_a_search_about_another_substance_treats_it(about, found):
    here = near(0, codes="SA BU")
    near(0.1, codes="SA OTP MU OUDO", name="Opioids")
    near(0.2, codes="SA AUDO", name="Alcohol")
    near(0.3, codes="SA OP", name="Any")

    assert [facility.name for facility, _ in next_to_call(facility=here, about=about)] == found


def test_next_place_is_none_that_said_no_already():
    here = near(0, codes="SA BU")
    said_no = near(0.1, codes="SA BU")
    others = [near(0.2, codes="SA BU"), near(0.3, codes="SA BU")]

    found = next_to_call(facility=here, without={said_no.pk})

    assert [facility for facility, _ in found] == others
