"""The index answers every question as a look at every row does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.directory.domain.filters import ChosenGroup, FilterGroup, FilterOption
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.build import build_index
from handrail.directory.index.query import ALL_CODES, FilterCounts, SearchQuery
from handrail.directory.index.reference import reference_answer
from handrail.directory.index.synthetic import synthetic_rows
from handrail.kernel.geography import great_circle_miles
from index_rows import make_row

CODES = [f"C{number}" for number in range(70)]  # more than fit into one word of 64
WORDS = ["Clínica", "clinica", "San José", "HOUSE", "naïve", "O'Brien", "東京", "İzmir"]
EDGES = [-180.0, 180.0, 179.999, -179.999, 0.0, -74.0, -73.9]

latitudes = st.one_of(st.sampled_from([-90.0, 90.0, 89.99, 0.0, 40.7, 40.8]), st.floats(-90, 90))
longitudes = st.one_of(st.sampled_from(EDGES), st.floats(-180, 180))
points = st.one_of(st.tuples(latitudes, longitudes), st.just((None, None)))
radii = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 25.0, 250.0, 6_218.5, 12_437.0, 1e9]), st.floats(0, 13_000))
some_codes = st.lists(st.sampled_from(CODES), max_size=20, unique=True)
some_words = st.lists(st.sampled_from(WORDS), max_size=3)


@st.composite
def directories(draw):
    facts = st.tuples(points, some_codes, some_words, st.sampled_from(list(FacilityKind)))
    listed = draw(st.lists(facts, max_size=40))
    order = draw(st.permutations(range(len(listed))))
    return [
        make_row(
            number,
            public_id=f"p{order[number]:03}",
            kind=kind.value,
            name=" ".join(words) or "Example",
            codes=" ".join(codes),
            latitude=point[0],
            longitude=point[1],
        )
        for number, (point, codes, words, kind) in enumerate(listed)
    ]


groups = st.lists(st.lists(st.sampled_from([*CODES[:8], "UNKNOWN"]), max_size=3).map(tuple), max_size=20).map(tuple)


few_codes = st.lists(st.sampled_from([*CODES[:4], "C66", "C69", "UNKNOWN"]), max_size=3, unique=True).map(tuple)


@st.composite
def filter_groups(draw):
    """Options of one code and of several, of codes in different words, with and without exclusions, or of neither."""
    groups = draw(st.lists(st.lists(st.tuples(few_codes, few_codes), max_size=24), max_size=4))
    return tuple(
        FilterGroup(f"g{place}", tuple(FilterOption(f"o{number}", *codes) for number, codes in enumerate(facts)))
        for place, facts in enumerate(groups)
    )


@st.composite
def chosen(draw, group):
    if not group.options:
        return ChosenGroup(group)
    return ChosenGroup(group, tuple(draw(st.lists(st.sampled_from(group.option_names), max_size=3, unique=True))))


@st.composite
def queries(draw, groups_of_filters):
    asked = draw(st.lists(st.sampled_from(groups_of_filters), unique=True)) if groups_of_filters else []
    point, miles = draw(st.one_of(st.tuples(st.tuples(latitudes, longitudes), radii), st.just(((None, None), None))))
    return SearchQuery(
        *point,
        miles,
        groups=draw(groups),
        words=tuple(draw(st.lists(st.sampled_from([*WORDS, "san", " ", "🙂"]), max_size=2))),
        include_mental_health=draw(st.booleans()),
        page=draw(st.integers(1, 4)),
        page_size=draw(st.integers(0, 12)),
        counted_codes=draw(st.sampled_from([(), ALL_CODES, ("C1", "C69", "UNKNOWN")])),
        filters=tuple(draw(chosen(group)) for group in asked),
    )


def assert_equal_to_reference(index, rows, query):
    found, expected = index.search(query), reference_answer(rows, query)
    assert tuple(index.public_ids[position] for position in found.positions) == expected.public_ids
    assert found.total == expected.total
    assert found.counts == expected.counts
    assert found.filters == expected.filters
    assert [miles is None for miles in found.miles] == [miles is None for miles in expected.miles]
    known = [miles for miles in found.miles if miles is not None]
    assert known == pytest.approx([miles for miles in expected.miles if miles is not None], rel=1e-12)


@settings(max_examples=300, deadline=None)
@given(st.data(), directories(), filter_groups())
def test_search_equals_the_reference(data, rows, filters):
    index = build_index(revision=1, rows=rows, filters=filters)

    for query in data.draw(st.lists(queries(filters), min_size=1, max_size=4)):
        assert_equal_to_reference(index, rows, query)


@settings(max_examples=200, deadline=None)
@given(directories(), latitudes, longitudes, radii)
def test_near_equals_a_scan_with_the_kernel_distance(rows, latitude, longitude, miles):
    index = build_index(revision=1, rows=rows)
    scan = {
        row.public_id: great_circle_miles(latitude, longitude, row.latitude, row.longitude)
        for row in rows
        if row.latitude is not None
    }

    positions, distances = index.near(latitude, longitude, miles)

    found = {index.public_ids[position]: distance for position, distance in zip(positions, distances, strict=True)}
    # Opposite the center both formulas lose digits; everywhere else they agree to a billionth.
    assert found == pytest.approx({key: scan[key] for key in found}, rel=1e-7, abs=1e-6)
    limit = float("inf") if miles is None else miles
    surely_inside = {key for key, distance in scan.items() if distance <= limit and distance < 12_400}
    surely_outside = {
        key for key, distance in scan.items() if distance > (limit + 2e-6) * (1 + 1e-9) + 1e-3 * (distance > 12_400)
    }
    assert surely_inside <= set(found)
    assert not surely_outside & set(found)


def test_near_includes_a_facility_at_exactly_the_radius():
    rows = [make_row(1, latitude=40.0, longitude=-75.0), make_row(2, latitude=41.3, longitude=-73.2)]
    index = build_index(revision=1, rows=rows)
    miles = great_circle_miles(40.0, -75.0, 41.3, -73.2)

    found = [index.near(40.0, -75.0, radius)[0].size for radius in (miles * (1 - 1e-6), miles, 0.0)]

    assert found == [1, 2, 1]


def test_near_crosses_the_antimeridian_and_the_poles():
    places = {1: (52.0, 179.95), 2: (52.0, -179.95), 3: (89.9, 10.0), 4: (89.9, -170.0), 5: (52.0, 0.0)}
    rows = [make_row(pk, latitude=north, longitude=east) for pk, (north, east) in places.items()]
    index = build_index(revision=1, rows=rows)

    found = [
        set(index.facility_ids[index.near(*center, miles)[0]].tolist())
        for center, miles in [((52, 180), 10), ((52, -180), 10), ((52, 539.9), 10), ((90, 0), 20), ((-90, 0), 100)]
    ]

    assert found == [{1, 2}, {1, 2}, {1, 2}, {3, 4}, set()]


def test_near_without_a_radius_gives_every_row_with_coordinates():
    rows = [make_row(1), make_row(2, latitude=None, longitude=None), make_row(3, latitude=-10.0)]
    index = build_index(revision=1, rows=rows)

    positions, miles = index.near(39.8, -89.65, None)

    assert set(index.facility_ids[positions].tolist()) == {1, 3}
    assert miles.size == 2


@pytest.mark.parametrize(
    ("latitude", "longitude", "miles"),
    [(91, 0, 5), (float("nan"), 0, 5), (0, float("inf"), 5), (0, 0, -1), (0, 0, float("nan")), (-91, 0, None)],
)
def test_near_refuses_a_place_or_radius_that_is_none(latitude, longitude, miles):
    index = build_index(revision=1, rows=[make_row()])

    with pytest.raises(ValueError, match=r"latitude|radius|NaN"):
        index.near(latitude, longitude, miles)


def test_search_orders_equal_distances_by_public_id_over_pages():
    rows = [make_row(number, public_id=f"p{number * 7 % 30:02}") for number in range(30)]
    index = build_index(revision=1, rows=rows)

    pages = [index.search(SearchQuery(39.8, -89.65, 5.0, page=page, page_size=12)) for page in (1, 2, 3, 4)]

    ids = [[index.public_ids[position] for position in page.positions] for page in pages]
    assert [each for page in ids for each in page] == [f"p{number:02}" for number in range(30)]
    assert [len(page) for page in ids] == [12, 12, 6, 0]
    assert [page.total for page in pages] == [30, 30, 30, 30]


def test_search_puts_rows_without_coordinates_last_and_only_without_a_radius():
    rows = [make_row(1, latitude=None, longitude=None), make_row(2, latitude=10.0)]
    index = build_index(revision=1, rows=rows)

    everywhere, around = (index.search(SearchQuery(39.8, -89.65, miles)) for miles in (None, 12_436.0))

    assert [index.facility_ids[position] for position in everywhere.positions] == [2, 1]
    assert everywhere.miles[1] is None
    assert [index.facility_ids[position] for position in around.positions] == [2]


@pytest.mark.parametrize("miles", [300.0, None])
def test_search_pages_through_thousands_of_rows_as_the_reference_does(miles):
    places = [(40.0, -75.0), (41.0, -75.0), (39.0, -75.0), (40.0, -74.0), (None, None)]
    rows = [
        make_row(number, public_id=f"p{number * 37 % 2_000:04}", latitude=north, longitude=east)
        for number, (north, east) in enumerate(places * 400)
    ]
    index = build_index(revision=1, rows=rows)

    for page, size in [(1, 0), (1, 20), (3, 7), (21, 40), (40, 40), (41, 40), (3, 650), (1, 5_000), (9_999, 50)]:
        assert_equal_to_reference(index, rows, SearchQuery(40.0, -75.0, miles, page=page, page_size=size))


def test_search_counts_each_option_with_the_other_filters_only():
    rows = [make_row(1, codes="BU MD"), make_row(2, codes="MU MD"), make_row(3, codes="BU PI"), make_row(4, codes="MU")]
    medicine = FilterGroup("medicine", (FilterOption("bup", ("BU",)), FilterOption("methadone", ("MU",))))
    pay = FilterGroup(
        "pay",
        (FilterOption("medicaid", ("MD",)), FilterOption("any", ("MD", "PI")), FilterOption("none", (), ("MD", "PI"))),
    )
    index = build_index(revision=1, rows=rows, filters=(medicine, pay))

    answer = index.search(
        SearchQuery(39.8, -89.65, 5.0, filters=(ChosenGroup(medicine, ("bup",)), ChosenGroup(pay, ("medicaid",))))
    )

    assert answer.total == 1
    assert answer.filters == (
        FilterCounts(without=2, options={"bup": 1, "methadone": 1}),
        FilterCounts(without=2, options={"medicaid": 1, "any": 2, "none": 0}),
    )


def test_search_takes_any_of_the_options_chosen_in_one_filter_and_all_filters():
    rows = [make_row(1, codes="BU MD"), make_row(2, codes="MU MD"), make_row(3, codes="NU MD"), make_row(4, codes="BU")]
    medicine = FilterGroup("medicine", (FilterOption("bup", ("BU",)), FilterOption("methadone", ("MU",))))
    pay = FilterGroup("pay", (FilterOption("medicaid", ("MD",)),))
    index = build_index(revision=1, rows=rows, filters=(medicine, pay))
    both = (ChosenGroup(medicine, ("bup", "methadone")), ChosenGroup(pay, ("medicaid",)))

    answer = index.search(SearchQuery(39.8, -89.65, 5.0, filters=both))

    assert sorted(index.facility_ids[list(answer.positions)].tolist()) == [1, 2]


def test_filter_excludes_a_row_that_contradicts_itself():
    rows = [make_row(1, codes="MU"), make_row(2, codes="MU NMOA"), make_row(3, codes="MOA"), make_row(4, codes="")]
    taking = FilterGroup("medicine", (FilterOption("on_methadone", ("MU", "MOA"), ("NMOA",)),))
    index = build_index(revision=1, rows=rows, filters=(taking,))

    answer = index.search(SearchQuery(39.8, -89.65, 5.0, filters=(ChosenGroup(taking, ("on_methadone",)),)))

    assert sorted(index.facility_ids[list(answer.positions)].tolist()) == [1, 3]


def test_search_without_a_point_gives_every_row_and_no_distance():
    rows = [make_row(2), make_row(1, latitude=None, longitude=None), make_row(3, kind=FacilityKind.MENTAL_HEALTH.value)]
    index = build_index(revision=1, rows=rows)

    answer = index.search(SearchQuery(None, None, None))

    assert [index.facility_ids[position] for position in answer.positions] == [1, 2]
    assert answer.miles == (None, None)
    with pytest.raises(ValueError, match="A radius needs a point"):
        SearchQuery(None, None, 25.0)


def test_search_leaves_mental_health_out_unless_asked():
    rows = [make_row(1), make_row(2, kind=FacilityKind.MENTAL_HEALTH.value)]
    index = build_index(revision=1, rows=rows)

    totals = [
        index.search(SearchQuery(39.8, -89.65, 5.0, include_mental_health=asked)).total for asked in (False, True)
    ]

    assert totals == [1, 2]
    assert index.is_mental_health[index.facility_ids == 2].tolist() == [True]


@pytest.mark.slow
def test_search_counts_exactly_where_a_byte_would_overflow():
    rows = [make_row(number, codes="BU" if number % 2 else "BU MD") for number in range(70_001)]
    index = build_index(revision=1, rows=rows)

    answer = index.search(SearchQuery(39.8, -89.65, 1.0, counted_codes=ALL_CODES))

    assert answer.counts == {"BU": 70_001, "MD": 35_001}


def test_index_refuses_to_be_written():
    index = build_index(revision=1, rows=[make_row()])
    arrays = [value for name in index.__slots__ if isinstance(value := getattr(index, name), np.ndarray)]

    writable = [array for array in [*arrays, index.postings.rows] if array.flags.writeable]

    assert writable == []
    assert len(arrays) == 14


def test_has_gives_a_column_and_nothing_for_an_unknown_code():
    rows = [make_row(number, codes=" ".join(CODES[number:])) for number in range(70)]
    index = build_index(revision=1, rows=rows)

    columns = {code: index.has(code).tolist() for code in [*CODES, "UNKNOWN"]}

    listed = [set(CODES[pk:]) for pk in index.facility_ids.tolist()]
    assert columns == {code: [code in codes for codes in listed] for code in [*CODES, "UNKNOWN"]}


def test_has_knows_codes_that_only_the_last_of_many_rows_list():
    rows = [make_row(number, codes="BU") for number in range(1_200)]
    rows.append(make_row(9_999, codes=" ".join(CODES), latitude=60.0))
    index = build_index(revision=1, rows=rows)

    found = [index.facility_ids[index.has(code)].tolist() for code in CODES]

    assert found == [[9_999]] * len(CODES)


def test_name_groups_are_equal_for_names_that_fold_alike():
    rows = [make_row(1, name="Clínica  Sol"), make_row(2, name="CLINICA SOL"), make_row(3, name="Clinica Sur")]
    index = build_index(revision=1, rows=rows)

    group = dict(zip(index.facility_ids.tolist(), index.name_group.tolist(), strict=True))

    assert group[1] == group[2]
    assert group[1] != group[3]


@pytest.mark.slow
def test_arrays_that_a_search_reads_take_at_most_80_bytes_a_facility():
    index = build_index(revision=1, rows=synthetic_rows(rows=25_000))
    read = [index.unit_vectors, index.code_words, index.occupied_cells, index.cell_starts]

    bytes_a_facility = sum(array.nbytes for array in read) / index.size

    assert 40 <= bytes_a_facility <= 80
