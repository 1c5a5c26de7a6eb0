"""The real national directory, dense cities and all: every answer equal to a look at every row."""

import random

import pytest

from handrail.directory.domain.filters import chosen_groups
from handrail.directory.index.build import build_index
from handrail.directory.index.query import ALL_CODES, SearchQuery
from handrail.directory.index.reference import reference_answer
from index_rows import real_directory_rows

pytestmark = pytest.mark.shared_data

PLACES = {
    "New York": (40.7128, -74.006),
    "Los Angeles": (34.0522, -118.2437),
    "Guam": (13.4443, 144.7937),
    "Anchorage": (61.2181, -149.9003),
    "antimeridian": (52.0, 180.0),
    "north pole": (90.0, 0.0),
}
RADII = (1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0)


@pytest.fixture(scope="module")
def rows(shared_data):
    return real_directory_rows(shared_data)


@pytest.fixture(scope="module")
def index(rows):
    return build_index(revision=1, rows=rows)


def assert_equal_to_reference(index, rows, query):
    found, expected = index.search(query), reference_answer(rows, query)
    assert tuple(index.public_ids[position] for position in found.positions) == expected.public_ids
    assert (found.total, found.counts, found.filters) == (expected.total, expected.counts, expected.filters)
    assert list(found.miles) == pytest.approx(list(expected.miles), rel=1e-12)


@pytest.mark.parametrize("miles", RADII)
@pytest.mark.parametrize("place", PLACES)
def test_search_of_the_real_directory_equals_the_reference(index, rows, place, miles):
    filters = chosen_groups({"payment": ("medicaid", "low_cost"), "medicine": ("methadone",)})
    query = SearchQuery(*PLACES[place], miles, (("BU", "MU"), ("MD",)), counted_codes=ALL_CODES, filters=filters)

    assert_equal_to_reference(index, rows, query)


@pytest.mark.parametrize("codes", range(21))
@pytest.mark.parametrize("place", ["New York", "Los Angeles"])
def test_search_of_the_real_directory_with_many_codes_equals_the_reference(index, rows, place, codes):
    chance = random.Random(f"{place} {codes}")
    listed = chance.choice([row for row in rows if len(row.codes.split()) > 60]).codes.split()
    groups = tuple((code,) for code in chance.sample(listed, codes))

    for miles in (25.0, 250.0):
        assert_equal_to_reference(index, rows, SearchQuery(*PLACES[place], miles, groups, page_size=50))


def test_search_of_the_real_directory_by_words_equals_the_reference(index, rows):
    query = SearchQuery(*PLACES["New York"], 100.0, words=("Treatment", "CENTER"), page_size=100)

    assert_equal_to_reference(index, rows, query)
    assert index.search(query).total > 10
