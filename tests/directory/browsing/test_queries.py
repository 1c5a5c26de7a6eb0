import pytest

from factories import make_facility
from handrail.directory.browsing.queries import PAGE_SIZE, overview, page_of_town, state_called, town_called, towns_of
from handrail.directory.browsing.towns import town_tables
from handrail.directory.domain.sources import FacilityKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


def test_states_are_counted_and_named_those_without_a_place_too():
    make_facility(state="IL")
    make_facility(state="IL")
    make_facility(state="PR", city="Bayamón")
    make_facility(state="IL", gone_since_year=2023)
    make_facility(state="IL", kind=FacilityKind.MENTAL_HEALTH)

    found = overview(language="en")

    assert {state.code: state.facilities for state in found.states if state.facilities} == {"IL": 2, "PR": 1}
    assert (found.facilities, len(found.states), found.loaded) == (3, 59, ("SAMHSA National Directory, 2023",))
    assert [state.name for state in found.states] == sorted(state.name for state in found.states)


@pytest.mark.parametrize("slug", ["il", "IL", "pr"])
def test_state_is_found_in_either_case(slug):
    assert state_called(slug=slug).slug == slug.lower()


@pytest.mark.parametrize("slug", ["", "zz", "illinois", "ß", "i", "٦٦", "../"])
def test_a_state_that_does_not_exist_is_none(slug):
    assert state_called(slug=slug) is None


def test_spellings_of_a_town_are_one_town_with_what_is_listed_there():
    make_facility(state="MO", city="Saint Louis", codes="SA BU", latitude=38.6, longitude=-90.2)
    make_facility(state="MO", city="Saint Louis", codes="SA OTP MU BU", latitude=38.7, longitude=-90.3)
    make_facility(state="MO", city="ST. LOUIS", codes="SA", latitude=38.8, longitude=-90.4)

    (town,) = towns_of(state="MO")

    assert (town.name, town.slug, town.facilities, town.methadone, town.buprenorphine) == (
        "Saint Louis", "st-louis", 3, 1, 2,
    )  # fmt: skip
    assert town.point == (38.7, -90.3)
    assert town_called(state="MO", slug="saint-louis") == town
    assert len(page_of_town(town=town, asked="1").facilities) == 3


@pytest.mark.parametrize(
    ("codes", "counted"),
    [
        ("SA MU", (1, 0)),
        ("SA OTP MM BU", (1, 1)),
        ("SA OTP", (0, 0)),  # its card says "methadone not listed: ask"
        ("SA OTP BU", (0, 1)),
        ("SA BU NMOA", (0, 0)),  # its card says "lists medicine, and lists none: ask"
        ("SA MU NOOP", (0, 0)),
    ],
)
def test_a_town_counts_a_medicine_where_the_card_of_the_place_says_it(codes, counted):
    make_facility(codes=codes)

    (town,) = towns_of(state="IL")

    assert (town.methadone, town.buprenorphine) == counted


def test_towns_come_by_name_and_a_place_without_one_has_a_page_too():
    for city in ("Zion", "aurora", "Élgin", ""):
        make_facility(city=city)

    found = towns_of(state="IL")

    assert [(town.name, town.slug) for town in found] == [
        ("aurora", "aurora"), ("Élgin", "elgin"), ("", "no-town-listed"), ("Zion", "zion"),
    ]  # fmt: skip


def test_town_without_a_place_is_none():
    make_facility(city="Zion")

    assert town_called(state="IL", slug="nowhere") is None


@pytest.mark.parametrize("rows", [1, 3])
def test_browsing_takes_the_same_queries_for_any_number_of_rows(django_assert_num_queries, rows):
    for _ in range(rows):
        make_facility()
    town_tables()

    with django_assert_num_queries(1):
        (town,) = towns_of(state="IL")
    with django_assert_num_queries(1):
        shown = page_of_town(town=town, asked="1")
    with django_assert_num_queries(0):
        towns_of(state="IL")

    assert len(shown.facilities) == rows


@pytest.mark.parametrize(
    ("asked", "number", "rows"),
    [
        ("1", 1, 50),
        ("2", 2, 1),
        ("999999", 2, 1),
        ("-1", 1, 50),
        ("abc", 1, 50),
        ("", 1, 50),
        ("9" * 400, 1, 50),
        ("٢", 1, 50),
        ("1.5", 1, 50),
    ],
)
def test_deep_and_wrong_pages_are_answered(asked, number, rows):
    for _ in range(PAGE_SIZE + 1):
        make_facility()
    (town,) = towns_of(state="IL")

    shown = page_of_town(town=town, asked=asked)

    assert (shown.number, shown.pages, len(shown.facilities)) == (number, 2, rows)
    assert (shown.before, shown.after) == ((None, 2) if number == 1 else (1, None))


def test_towns_near_by_are_nearest_first_across_the_border():
    make_facility(city="Quincy", state="IL", latitude=39.93, longitude=-91.41)
    make_facility(city="Hannibal", state="MO", latitude=39.71, longitude=-91.36)
    make_facility(city="Palmyra", state="MO", latitude=39.79, longitude=-91.52)
    make_facility(city="Chicago", state="IL", latitude=41.88, longitude=-87.63)
    make_facility(city="Nowhere Known", state="IL", latitude=None)
    quincy = town_called(state="IL", slug="quincy")
    unknown = town_called(state="IL", slug="nowhere-known")

    near = town_tables().near(quincy)

    assert [(one.town.name, one.town.state) for one in near] == [("Palmyra", "MO"), ("Hannibal", "MO")]
    assert [10 < one.miles < 20 for one in near] == [True, True]
    assert town_tables().near(unknown) == ()


def test_a_changed_directory_is_counted_anew(at):
    from handrail.directory.actions import bump_revision
    from handrail.directory.index.live import forget_index

    make_facility(city="Zion")
    before = [town.name for town in towns_of(state="IL")]
    make_facility(city="Aurora")
    bump_revision(at=at)
    forget_index()

    assert (before, [town.name for town in towns_of(state="IL")]) == (["Zion"], ["Aurora", "Zion"])
