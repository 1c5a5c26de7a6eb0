import pytest

from handrail.privacy.domain.small_numbers import SUPPRESSED, is_small, may_order, median_of, ninetieth_of


@pytest.mark.parametrize(("count", "small"), [(0, True), (1, True), (10, True), (11, False), (4000, False)])
def test_small_is_under_eleven_and_zero_too(count, small):
    answers = is_small(count), may_order(count)

    assert answers == (small, not small)


@pytest.mark.parametrize(
    ("values", "median"),
    [
        ([], SUPPRESSED),
        (range(10), SUPPRESSED),
        (range(11), 5),
        (range(12), 5.5),
        ([7, *range(100, 110)], 104),
    ],
)
def test_median_is_told_from_eleven_people(values, median):
    found = median_of(list(values))

    assert found == median


@pytest.mark.parametrize(
    ("values", "ninetieth"),
    [
        (range(49), SUPPRESSED),
        (range(1, 51), 45),
        (range(50, 0, -1), 45),
        (range(1, 52), 46),
        (range(1, 101), 90),
    ],
)
def test_ninetieth_is_told_from_fifty_people(values, ninetieth):
    found = ninetieth_of(list(values))

    assert found == ninetieth


def test_five_people_stand_above_the_first_ninetieth_that_is_told():
    values = list(range(50))

    found = ninetieth_of(values)

    assert len([value for value in values if value > found]) == 5
